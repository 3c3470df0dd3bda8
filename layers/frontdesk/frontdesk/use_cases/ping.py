"""The heartbeat: tell a connection where the logs that it follows end."""

from dataclasses import dataclass

from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import conversation_of
from frontdesk.use_cases.keep_presence import note_seen
from frontdesk.use_cases.ports import Desk, MessageLog


@dataclass(frozen=True, slots=True)
class Tails:
    """The tail seq of each followed conversation's messages, and for agents of its notes."""

    messages: dict[str, int]
    notes: dict[str, int] | None = None


def ping(desk: Desk, principal: Principal, connection_id: str, *, active: bool = False) -> Tails:
    """Read from the logs. An agent's heartbeat is a sign of life, and with `active` one of activity."""
    followed = [found for topic in desk.connections.topics(connection_id) if (found := conversation_of(topic))]
    messages = _tails(desk.log, principal, followed)
    if principal.is_visitor:
        return Tails(messages)
    note_seen(desk, principal, active=active)
    return Tails(messages, _tails(desk.notes, principal, followed))


def _tails(log: MessageLog, principal: Principal, followed: list[str]) -> dict[str, int]:
    tails = log.tails(principal.tenant_id, followed)
    return {conversation_id: tails[conversation_id].seq for conversation_id in followed if conversation_id in tails}
