"""Find tickets of one's own tenant: one by its number, or a list of them."""

from frontdesk.domain.errors import NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.vocabulary import TicketStatus
from frontdesk.use_cases.ports import Desk, Page


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
    cursor: str | None,
    limit: int,
) -> Page[Ticket]:
    """The latest first, without their descriptions. Raises InvalidInput for a cursor of something else."""
    return desk.tickets.listed(agent.tenant_id, status=status, assignee_id=assignee_id, cursor=cursor, limit=limit)
