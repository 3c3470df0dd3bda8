"""Signs of life of an agent, and the status that they choose."""

from frontdesk.domain.agent import Agent
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.tell_presence import tell_presence


def arrive(desk: Desk, agent: Principal) -> Agent:
    """The agent has just connected. Raises NotFound for one who was removed."""
    there = tell_presence(desk, desk.agents.note_seen(agent.tenant_id, agent.id, desk.clock.now(), active=True))
    return _offered_the_queue(desk, there)


def note_seen(desk: Desk, agent: Principal, *, active: bool) -> Agent:
    """The agent is connected and, where `active`, has done something. Raises NotFound for one who was removed."""
    return _told(desk, desk.agents.note_seen(agent.tenant_id, agent.id, desk.clock.now(), active=active))


def set_status(desk: Desk, agent: Principal, status: Presence) -> Agent:
    """What the agent wants to be seen as. Choosing is a sign of activity. Raises NotFound for one who was removed."""
    desk.agents.note_seen(agent.tenant_id, agent.id, desk.clock.now(), active=True)
    return _told(desk, desk.agents.choose(agent.tenant_id, agent.id, status))


def _told(desk: Desk, agent: Agent) -> Agent:
    told = tell_presence(desk, agent)
    return told if agent.presence is Presence.ONLINE else _offered_the_queue(desk, told)


def _offered_the_queue(desk: Desk, agent: Agent) -> Agent:
    """Who is online may have the next conversation at once. Whoever connects may have been gone unnoticed."""
    if agent.presence is Presence.ONLINE:
        drain_queue(desk, agent.tenant_id)
    return agent
