"""Once a minute: notice who has fallen silent or gone, and take what they were holding back to the queue."""

from frontdesk.domain.agent import Agent
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.release_conversation import release_conversation
from frontdesk.use_cases.tell_presence import tell_presence


def sweep_presence(desk: Desk) -> int:
    """How many agents were looked at. Safe to run twice, and beside itself.

    It also finishes what a dying invocation has left: a queue that nobody drained when an agent became free.
    """
    agents = [tell_presence(desk, agent) for agent in desk.agents.present()]
    for agent in agents:
        if agent.presence is Presence.OFFLINE:
            _leave(desk, agent)
    for tenant_id in sorted({agent.tenant_id for agent in agents if agent.presence is Presence.ONLINE}):
        drain_queue(desk, tenant_id)
    return len(agents)


def _leave(desk: Desk, agent: Agent) -> None:
    for conversation_id in sorted(agent.holding):
        release_conversation(desk, agent, conversation_id)
    if not agent.holding:
        desk.agents.leave(agent)
