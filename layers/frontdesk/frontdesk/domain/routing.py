"""Which agent a conversation goes to when its widget routes automatically."""

from collections.abc import Iterable
from datetime import UTC, datetime

from frontdesk.domain.agent import Agent, PresenceRules
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation_due import has_left
from frontdesk.domain.vocabulary import Presence, Routing
from frontdesk.domain.widget import Widget

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def fits(agent: Agent, conversation: Conversation, widget: Widget) -> bool:
    """Whether the agent is one of those whom the conversation is for, whether or not they are there."""
    return (
        agent.has_skills(conversation.required_skills)
        and (conversation.department_id is None or conversation.department_id in agent.department_ids)
        and widget.serves(agent)
    )


def best_agent(
    conversation: Conversation, widget: Widget, agents: Iterable[Agent], now: datetime, rules: PresenceRules
) -> Agent | None:
    """The online agent with the lowest workload among those who fit; of equals, who has waited longest.

    An agent who is online is below their maximum: at it they are busy. Who has just left the visitor without an answer,
    or has called for a colleague, does not get the conversation back. None where nobody fits, or routing is manual.
    """
    if widget.routing is Routing.MANUAL:
        return None
    able = (
        agent
        for agent in agents
        if agent.presence_at(now, rules) is Presence.ONLINE
        and fits(agent, conversation, widget)
        and not has_left(agent.id, conversation)
    )
    return min(able, key=_rank, default=None)


def _rank(agent: Agent) -> tuple[float, datetime, str]:
    return agent.capacity_used, agent.free_since or LONG_AGO, agent.id
