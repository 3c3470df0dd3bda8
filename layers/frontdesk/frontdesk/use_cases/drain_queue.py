"""Give waiting conversations of automatically routed widgets to the agents who can take them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from frontdesk.domain.agent import Agent
from frontdesk.domain.assignment import assigned
from frontdesk.domain.conversation import ROUTING, Conversation
from frontdesk.domain.errors import AgentAtCapacity, InvalidTransition, NotFound
from frontdesk.domain.escalation_due import has_left
from frontdesk.domain.routing import best_agent, fits
from frontdesk.domain.vocabulary import Presence, Status
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.assign_conversation import hand_to
from frontdesk.use_cases.ports import Desk

PAGE = 50


def drain_queue(desk: Desk, tenant_id: str, newly_pending: Conversation | None = None) -> int:
    """How many found an agent; by priority and then wait, as long as somebody is free.

    The queue's list may not show yet what has just joined it, so that is named beside. Several may do this at once:
    each assignment holds only while the agent's workload is what it was decided on.
    """
    agents = desk.agents.of_tenant(tenant_id)
    given = 0
    for conversation in _waiting(desk, tenant_id, newly_pending):
        if not _somebody_is_free(desk, agents):
            break
        agents, taken = _offer(desk, conversation, agents)
        given += taken
    return given


def _waiting(desk: Desk, tenant_id: str, newly_pending: Conversation | None) -> Iterator[Conversation]:
    seen = set()
    cursor: str | None = None
    while True:
        page = desk.conversations.queue(tenant_id, cursor, PAGE)
        for conversation in page.items:
            seen.add(conversation.id)
            yield conversation
        cursor = page.next_cursor
        if cursor is None:
            break
    if newly_pending is not None and newly_pending.id not in seen:
        yield newly_pending


def _offer(desk: Desk, conversation: Conversation, agents: Sequence[Agent]) -> tuple[Sequence[Agent], bool]:
    """The agents as they are afterwards, and whether one of them has taken it."""
    widget = desk.directory.widget(conversation.tenant_id, conversation.widget_id)
    while widget is not None:
        best = best_agent(conversation, widget, agents, desk.clock.now(), desk.policy.presence)
        if best is None:
            break
        try:
            hand_to(desk, conversation, best, partial(_taken_by, best, widget), expected_load=len(best.holding))
        except AgentAtCapacity:
            agents = desk.agents.of_tenant(conversation.tenant_id)
        except (InvalidTransition, NotFound):
            break
        else:
            return desk.agents.of_tenant(conversation.tenant_id), True
    return agents, False


def _taken_by(agent: Agent, widget: Widget, conversation: Conversation, now: datetime) -> Conversation:
    """Decided on a list that may be old: by now it may be somebody's, for another department, or from this agent."""
    if (
        conversation.status is not Status.PENDING
        or not fits(agent, conversation, widget)
        or has_left(agent.id, conversation)
    ):
        raise InvalidTransition("Somebody was faster.")
    return assigned(conversation, agent, ROUTING, now)


def _somebody_is_free(desk: Desk, agents: Sequence[Agent]) -> bool:
    now = desk.clock.now()
    return any(agent.presence_at(now, desk.policy.presence) is Presence.ONLINE for agent in agents)
