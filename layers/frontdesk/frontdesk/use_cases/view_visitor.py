"""Tell an agent who the visitor of a conversation is, and what has been before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.visitor import Visitor
from frontdesk.use_cases.find_conversation import View, find_conversation, views
from frontdesk.use_cases.ports import Desk

PAGE_SIZE = 100
LATEST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorContext:
    """`conversations` are, of those beside the one that is looked at, the open ones and the latest of the rest."""

    visitor: Visitor
    attributes: Mapping[str, str]
    conversation_count: int
    conversations: Sequence[View]
    ticket_count: int
    open_tickets: Sequence[Ticket]


def view_visitor(desk: Desk, agent: Principal, conversation_id: str) -> VisitorContext:
    """Raises NotFound for an unknown conversation, and for a visitor who is not known any more."""
    conversation = find_conversation(desk, agent, conversation_id)
    visitor = desk.directory.visitor(conversation.tenant_id, conversation.visitor_id)
    if visitor is None:
        raise NotFound("There is no such visitor any more.")
    others = [found for found in _all_of(desk, conversation) if found.id != conversation.id]
    numbers = [found.ticket_number for found in (conversation, *others) if found.ticket_number is not None]
    tickets = desk.tickets.numbered(conversation.tenant_id, sorted(numbers, reverse=True))
    return VisitorContext(
        visitor=visitor,
        attributes=_attributes(visitor, [conversation, *others]),
        conversation_count=len(others),
        conversations=views(desk, _shown(others)),
        ticket_count=len(tickets),
        open_tickets=[ticket for ticket in tickets if ticket.is_open],
    )


def _all_of(desk: Desk, conversation: Conversation) -> Iterator[Conversation]:
    cursor = None
    while True:
        page = desk.conversations.of_visitor(conversation.tenant_id, conversation.visitor_id, cursor, PAGE_SIZE)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def _shown(others: Sequence[Conversation]) -> list[Conversation]:
    still_open = [found for found in others if found.status in OPEN]
    rest = [found for found in others if found.status not in OPEN]
    return [*still_open, *rest[:LATEST_SHOWN]]


def _attributes(visitor: Visitor, conversations: Sequence[Conversation]) -> dict[str, str]:
    """What is noted of the visitor outweighs what a conversation says, and a later conversation an earlier one."""
    latest_last = sorted(conversations, key=lambda found: found.created_at)
    said = {name: value for found in latest_last for name, value in found.attributes.items()}
    return {**said, **visitor.attributes}
