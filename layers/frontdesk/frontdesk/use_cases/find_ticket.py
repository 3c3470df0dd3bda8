"""Find tickets of one's own tenant: one by its number, or a list of them."""

from dataclasses import dataclass

from frontdesk.domain.errors import InvalidInput, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import TicketStatus
from frontdesk.use_cases.ports import Desk, Page

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
    cursor: str | None,
    limit: int,
) -> Page[Ticket]:
    """The latest first, without their descriptions.

    Raises InvalidInput for a cursor of something else, and for what is somebody's and nobody's at once.
    """
    if unassigned and assignee_id is not None:
        raise InvalidInput("unassigned", "A ticket cannot have an assignee and none. Ask for one of the two.")
    wanted = "" if unassigned else assignee_id
    return desk.tickets.listed(agent.tenant_id, status=status, assignee_id=wanted, cursor=cursor, limit=limit)


def count_tickets(desk: Desk, agent: Principal) -> TicketCounts:
    def of(status: TicketStatus) -> int:
        return desk.tickets.count(agent.tenant_id, status, COUNTED_AT_MOST)

    return TicketCounts(open=of(TicketStatus.OPEN), pending=of(TicketStatus.PENDING))
