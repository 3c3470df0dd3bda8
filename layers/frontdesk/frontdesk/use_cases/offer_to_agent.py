"""Offer a conversation to the one agent whom a workflow has named."""

from contextlib import suppress
from datetime import datetime

from frontdesk.domain.assignment import assigned
from frontdesk.domain.conversation import ROUTING, Conversation
from frontdesk.domain.errors import AgentAtCapacity, InvalidTransition
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.assign_conversation import hand_to
from frontdesk.use_cases.ports import Desk


def offer_to_agent(desk: Desk, conversation: Conversation) -> None:
    """An agent who is not free leaves it in the queue, for everybody. Safe to call again. Raises NotFound, Busy."""
    wanted = _wanted(conversation)
    agent = desk.agents.get(conversation.tenant_id, wanted) if wanted else None
    now = desk.clock.now()
    if agent is None or agent.removed or agent.presence_at(now, desk.policy.presence) is not Presence.ONLINE:
        return

    def taken(pending: Conversation, at: datetime) -> Conversation:
        if _wanted(pending) != agent.id:
            raise InvalidTransition("Somebody was faster.")
        return assigned(pending, agent, ROUTING, at)

    with suppress(AgentAtCapacity, InvalidTransition):
        hand_to(desk, conversation, agent, taken, expected_load=len(agent.holding))


def _wanted(conversation: Conversation) -> str | None:
    called = conversation.open_escalation
    return called.wanted_agent_id if called else None
