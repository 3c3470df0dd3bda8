"""Once a minute: note who of the agents is there."""

from frontdesk.domain.agent import Agent
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.sweeping import each


def note_online(desk: Desk, counters: Counters) -> int:
    """How many were there. Safe to run twice, and beside itself."""
    now = desk.clock.now()
    rules = desk.policy.presence
    there = [agent for agent in desk.agents.present() if agent.presence_at(now, rules) is not Presence.OFFLINE]

    def note(agent: Agent) -> bool:
        counters.note_online(agent.tenant_id, agent.id, now)
        return True

    return each(there, note)
