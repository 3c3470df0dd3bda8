"""Make a ticket of what a conversation has left over: one, however often it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.events import ConversationUpdated
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.ticket import Ticket, ticket_of
from frontdesk.domain.vocabulary import Priority, TicketStatus
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.edit_ticket import TicketEdit, edit_ticket
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.find_ticket import find_ticket
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_whole_log import read_whole_log

ATTEMPTS = 60
LONGEST_PAUSE_SECONDS = 0.05
AboutTo = Callable[[Ticket], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketWishes:
    """What its maker wants to say; what is None comes from the conversation."""

    subject: str | None = None
    category: str | None = None
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    ticket: Ticket
    duplicate: bool


def convert_to_ticket(
    desk: Desk,
    agent: Principal,
    conversation_id: str,
    wishes: TicketWishes,
    about_to: AboutTo | None = None,
) -> Converted:
    """The conversation's ticket: a new one, or the one that it has already, which is opened again where it was done
    with; `about_to` is told of that as by `edit_ticket`. Raises NotFound and Busy.

    Whoever was called for is needed no more: an open escalation ends in this ticket.
    Whoever loses the next number to somebody else, or the conversation to another change, looks again.
    """
    for _ in range(ATTEMPTS):
        conversation = find_conversation(desk, agent, conversation_id, consistent=True)
        ticket = _given(desk, agent, conversation, wishes, about_to)
        if ticket is not None:
            return Converted(ticket, duplicate=conversation.ticket_number is not None)
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many tickets are made at once. Please try again.")


def _given(
    desk: Desk, agent: Principal, conversation: Conversation, wishes: TicketWishes, about_to: AboutTo | None
) -> Ticket | None:
    """None where somebody was faster."""
    known = conversation.ticket_number
    if known is None:
        return make_ticket(desk, Party(agent.id, agent.name), conversation, wishes)
    if conversation.open_escalation is None:
        return _open(desk, agent, known, about_to)
    return find_ticket(desk, agent, known) if end_in_own_ticket(desk, conversation, about_to) else None


def make_ticket(desk: Desk, by: Party, conversation: Conversation, wishes: TicketWishes) -> Ticket | None:
    """Written as one with the end of its open escalation; None where the number or the conversation went to somebody
    else."""
    ticket = next_ticket(desk, by, conversation, wishes)
    changed = conversation.ticketed(ticket.number).settled(ticket.created_at, Outcome.TICKETED)
    if not desk.tickets.create(ticket, conversation, changed):
        return None
    deliver(desk, ConversationUpdated(changed, ticket.created_at))
    return ticket


def end_in_own_ticket(desk: Desk, conversation: Conversation, about_to: AboutTo | None) -> bool:
    """End the open escalation of a conversation in the ticket that it has, and open that again where it was done with:
    who is told of a ticket has one that somebody is to work on. False where somebody was faster."""
    now = desk.clock.now()
    changed = conversation.changed().settled(now, Outcome.TICKETED)
    ticket = desk.tickets.get(conversation.tenant_id, conversation.ticket_number or 0)
    again = ticket.taken_up_again(now) if ticket else None
    if ticket is None or again is None or again is ticket:
        written = desk.conversations.replace(conversation, changed)
    else:
        if about_to is not None:
            about_to(again)
        written = desk.tickets.replace(ticket, again, (conversation, changed))
    if written:
        deliver(desk, ConversationUpdated(changed, now))
    return written


def _open(desk: Desk, agent: Principal, number: int, about_to: AboutTo | None) -> Ticket:
    ticket = find_ticket(desk, agent, number)
    return (
        ticket if ticket.is_open else edit_ticket(desk, agent, number, TicketEdit(status=TicketStatus.OPEN), about_to)
    )


def next_ticket(desk: Desk, by: Party, conversation: Conversation, wishes: TicketWishes) -> Ticket:
    """As it would be now; it is not written."""
    visitor = desk.directory.visitor(conversation.tenant_id, conversation.visitor_id)
    return ticket_of(
        conversation.with_particulars_of(visitor),
        list(read_whole_log(desk, conversation)),
        number=desk.tickets.last_number(conversation.tenant_id) + 1,
        by=by,
        now=desk.clock.now(),
        subject=wishes.subject,
        category=wishes.category,
        priority=wishes.priority,
    )
