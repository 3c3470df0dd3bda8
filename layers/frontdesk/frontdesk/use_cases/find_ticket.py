"""Find tickets of one's own tenant: one by its number, or a list of them."""

from dataclasses import dataclass

from frontdesk.domain.errors import InvalidInput, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.selection import EVERYTHING
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import TicketStatus
from frontdesk.use_cases.ports import Desk, Page
from frontdesk.use_cases.search_conversations import search_conversations

# So many keys are read in one go; nobody reads a larger figure otherwise than as "many".
COUNTED_AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class TicketCounts:
    """What is still to be done; COUNTED_AT_MOST stands for more than that too."""

    open: int
    pending: int


def find_ticket(desk: Desk, agent: Principal, number: int) -> Ticket:
    """With its description. Raises NotFound for an unknown number, and for one that only other tenants have."""
    ticket = desk.tickets.get(agent.tenant_id, number)
    if ticket is None:
        raise NotFound("There is no such ticket.")
    return ticket


def list_tickets(
    desk: Desk,
    agent: Principal,
    *,
    status: TicketStatus | None,
    assignee_id: str | None,
    unassigned: bool = False,
    query: str | None = None,
    cursor: str | None,
    limit: int,
) -> Page[Ticket]:
    """The latest first, without their descriptions. A page of what is looked for may hold less than the limit.

    Raises InvalidInput for a cursor of something else, and for what is somebody's and nobody's at once.
    """
    if unassigned and assignee_id is not None:
        raise InvalidInput("unassigned", "A ticket cannot have an assignee and none. Ask for one of the two.")
    wanted = "" if unassigned else assignee_id
    if query is not None:
        return _searched(desk, agent, query, status, wanted, cursor, limit)
    return desk.tickets.listed(agent.tenant_id, status=status, assignee_id=wanted, cursor=cursor, limit=limit)


def _searched(
    desk: Desk,
    agent: Principal,
    query: str,
    status: TicketStatus | None,
    assignee_id: str | None,
    cursor: str | None,
    limit: int,
) -> Page[Ticket]:
    """The tickets of the conversations that a search finds: by words, names, emails and numbers."""
    found = search_conversations(desk, agent, query, cursor, limit, selection=EVERYTHING)
    numbers = [conversation.ticket_number for conversation in found.items if conversation.ticket_number is not None]
    tickets = desk.tickets.numbered(agent.tenant_id, numbers)
    return Page([ticket for ticket in tickets if ticket.fits(status, assignee_id)], found.next_cursor)


def count_tickets(desk: Desk, agent: Principal) -> TicketCounts:
    def of(status: TicketStatus) -> int:
        return desk.tickets.count(agent.tenant_id, status, COUNTED_AT_MOST)

    return TicketCounts(open=of(TicketStatus.OPEN), pending=of(TicketStatus.PENDING))
