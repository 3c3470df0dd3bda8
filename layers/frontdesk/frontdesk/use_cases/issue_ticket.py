"""Give somebody who is signed in the right to open one WebSocket."""

from frontdesk.domain.principal import Principal
from frontdesk.use_cases.ports import Desk, SocketTicket

TICKET_BITS = 128


def issue_ticket(desk: Desk, principal: Principal, origin: str | None) -> tuple[str, SocketTicket]:
    """The ticket, and what it is good for: one connection, from this origin, within seconds."""
    ticket = desk.secrets.token(TICKET_BITS)
    grant = SocketTicket(principal, origin, desk.clock.now() + desk.policy.ticket_life)
    desk.connections.add_ticket(ticket, grant)
    return ticket, grant
