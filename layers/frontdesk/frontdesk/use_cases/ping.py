"""The heartbeat: tell a connection where the logs that it follows end."""

from dataclasses import dataclass

from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import conversation_of
from frontdesk.use_cases.keep_presence import note_seen
from frontdesk.use_cases.ports import Desk, MessageLog
from frontdesk.use_cases.queue_position import queue_positions


@dataclass(frozen=True, slots=True)
class Tails:
    """The tail seq of each followed conversation's messages, and for agents of its notes.

    `queue_positions` are for visitors who asked for them: of each followed conversation that has one.
    """

    messages: dict[str, int]
    notes: dict[str, int] | None = None
    queue_positions: dict[str, int] | None = None


def ping(
    desk: Desk, principal: Principal, connection_id: str, *, active: bool = False, in_queue: bool = False
) -> Tails:
    """Read from the logs. An agent's heartbeat is a sign of life, and with `active` one of activity.

    A visitor who is `in_queue` is told their place.
    """
    followed = [found for topic in desk.connections.topics(connection_id) if (found := conversation_of(topic))]
    messages = _tails(desk.log, principal, followed)
    if principal.is_visitor:
        positions = queue_positions(desk, principal.tenant_id, followed) if in_queue else None
        return Tails(messages, queue_positions=positions)
    note_seen(desk, principal, active=active)
    return Tails(messages, _tails(desk.notes, principal, followed))


def _tails(log: MessageLog, principal: Principal, followed: list[str]) -> dict[str, int]:
    tails = log.tails(principal.tenant_id, followed)
    return {conversation_id: tails[conversation_id].seq for conversation_id in followed if conversation_id in tails}
