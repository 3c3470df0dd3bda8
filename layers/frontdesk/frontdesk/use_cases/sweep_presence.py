"""Once a minute: notice who has fallen silent or gone, and take what they were holding back to the queue."""

from functools import partial

from frontdesk.domain.agent import Agent
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.release_conversation import release_conversation
from frontdesk.use_cases.sweeping import each
from frontdesk.use_cases.tell_presence import tell_presence


def sweep_presence(desk: Desk) -> int:
    """How many agents were looked at. Safe to run twice, and beside itself.

    It also finishes what a dying invocation has left: a queue that nobody drained when an agent became free.
    """
    free: set[str] = set()

    def look_at(agent: Agent) -> bool:
        told = tell_presence(desk, agent)
        if told.presence is Presence.OFFLINE:
            _leave(desk, told)
        elif told.presence is Presence.ONLINE:
            free.add(told.tenant_id)
        return True

    looked_at = each(desk.agents.present(), look_at)
    each(sorted(free), partial(drain_queue, desk))
    return looked_at


def _leave(desk: Desk, agent: Agent) -> None:
    each(sorted(agent.holding), partial(release_conversation, desk, agent))
    if not agent.holding:
        desk.agents.leave(agent)
