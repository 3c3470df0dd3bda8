"""Open a WebSocket with a ticket."""

from frontdesk.domain.errors import Conflict, OriginRefused, TicketRefused
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import Topic, agent_topic, agents_topic, visitor_topic
from frontdesk.use_cases.keep_presence import arrive
from frontdesk.use_cases.ports import Desk


def open_connection(desk: Desk, connection_id: str, ticket: str | None, origin: str | None) -> Principal:
    """Who is on the connection. The ticket is spent, whatever comes of it.

    Raises TicketRefused, OriginRefused, and Conflict when the connection has ended before it was opened.
    """
    if not ticket:
        raise TicketRefused("A ticket is needed to connect. Ask for one with POST ws-ticket.")
    grant = desk.connections.redeem_ticket(ticket)
    if grant is None:
        raise TicketRefused("This ticket is unknown or has been used. Ask for a new one.")
    if grant.expires_at <= desk.clock.now():
        raise TicketRefused("This ticket has expired. Ask for a new one.")
    if grant.origin != origin:
        raise OriginRefused("This ticket was given to a page of another origin.")
    if not grant.principal.is_visitor:
        # Before the connection listens: until this is answered, API Gateway takes whatever is posted to it for gone.
        arrive(desk, grant.principal)
    if not desk.connections.open(connection_id, grant.principal, _standing_topics(grant.principal)):
        raise Conflict("This connection has ended already.")
    return grant.principal


def _standing_topics(principal: Principal) -> tuple[Topic, ...]:
    if principal.is_visitor:
        return (visitor_topic(principal.tenant_id, principal.id),)
    return agents_topic(principal.tenant_id), agent_topic(principal.tenant_id, principal.id)
