"""Who is on a connection, checked again for every frame."""

from frontdesk.domain.errors import SessionExpired, Unauthorized
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.ports import Desk


def identify_connection(desk: Desk, connection_id: str) -> Principal:
    """Raises Unauthorized for a connection that is not known, SessionExpired when its credential has ended."""
    principal = desk.connections.principal(connection_id)
    if principal is None:
        raise Unauthorized("This connection is not known any more. Connect again.")
    if principal.expires_at <= desk.clock.now():
        raise SessionExpired("Your session has ended. Sign in and connect again.")
    return principal
