"""The heartbeat: tell a connection where the logs that it follows end."""

from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import conversation_of
from frontdesk.use_cases.ports import Desk


def ping(desk: Desk, principal: Principal, connection_id: str) -> dict[str, int]:
    """The tail seq, read from the log, of each followed conversation."""
    followed = [found for topic in desk.connections.topics(connection_id) if (found := conversation_of(topic))]
    tails = desk.log.tails(principal.tenant_id, followed)
    return {conversation_id: tails[conversation_id].seq for conversation_id in followed if conversation_id in tails}
