"""Find conversations by the words in them, by the visitor's name and email, or by the number of their ticket."""

from collections.abc import Sequence

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.principal import Principal
from frontdesk.domain.search_words import TICKET_SIGN, terms_of, ticket_number_of
from frontdesk.domain.selection import Selection
from frontdesk.use_cases.cursors import cursor_at
from frontdesk.use_cases.ports import Desk, Page


def search_conversations(
    desk: Desk,
    agent: Principal,
    query: str,
    cursor: str | None,
    limit: int,
    *,
    selection: Selection,
    oldest_first: bool = False,
) -> Page[Conversation]:
    """Raises InvalidInput.

    `#123` is that ticket's conversation and no other, by a direct read. `123` is that one, on a page of its own, and
    then every conversation with such a word.
    """
    tenant_id = agent.tenant_id
    number = ticket_number_of(query)
    ticketed = _of_ticket(desk, tenant_id, number, selection)
    behind_ticket = cursor_at("ticket", tenant_id, query)
    if number is not None and query.lstrip().startswith(TICKET_SIGN):
        return Page(ticketed)
    if ticketed and cursor is None:
        return Page(ticketed, behind_ticket)
    rest = desk.search.find(
        tenant_id,
        terms_of(query),
        None if cursor == behind_ticket else cursor,
        limit,
        selection=selection,
        oldest_first=oldest_first,
    )
    shown = {conversation.id for conversation in ticketed}
    return Page([found for found in rest.items if found.id not in shown], rest.next_cursor)


def _of_ticket(desk: Desk, tenant_id: str, number: int | None, selection: Selection) -> Sequence[Conversation]:
    tickets = desk.tickets.numbered(tenant_id, [number]) if number is not None else ()
    found = [desk.conversations.get(tenant_id, ticket.conversation_id) for ticket in tickets]
    return [conversation for conversation in found if conversation is not None and selection.wants(conversation)]
