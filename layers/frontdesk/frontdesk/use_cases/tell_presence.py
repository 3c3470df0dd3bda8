"""Tell the agents of a tenant that one of them has come, gone, or reached their maximum."""

from dataclasses import replace

from frontdesk.domain.agent import Agent
from frontdesk.domain.events import PresenceChanged
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk


def tell_presence(desk: Desk, agent: Agent) -> Agent:
    """The agent with their present presence; the others are told where they know another one, once for each change."""
    now = desk.clock.now()
    presence = agent.presence_at(now, desk.policy.presence)
    told = replace(agent, presence=presence)
    if presence is not agent.presence and desk.agents.tell_presence(agent, presence, now):
        deliver(desk, PresenceChanged(told, now))
    return told
