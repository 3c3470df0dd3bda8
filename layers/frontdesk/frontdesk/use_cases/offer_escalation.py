"""Offer an escalated conversation to whoever is there."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation_due import has_left
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep, Way, way_from_offer
from frontdesk.domain.routing import fits
from frontdesk.domain.vocabulary import Presence, Status
from frontdesk.use_cases.drain_queue import drain_queue
from frontdesk.use_cases.escalation_ports import EscalationDesk
from frontdesk.use_cases.find_escalation import find_escalation
from frontdesk.use_cases.offer_to_agent import offer_to_agent
from frontdesk.use_cases.ports import Desk


def offer_escalation(desk: Desk, work: EscalationDesk, key: EscalationKey) -> Way:
    """Where the escalation goes from here. Raises NotFound, Busy.

    A workflow offers it to the agent whom it names by itself, unless it dies just before.
    """
    conversation, escalation = find_escalation(desk, key)
    if escalation.outcome is None and conversation.status is Status.PENDING:
        offer_to_agent(desk, conversation)
        drain_queue(desk, key.tenant_id, conversation)
        conversation, escalation = find_escalation(desk, key)
    widget = desk.directory.widget(key.tenant_id, conversation.widget_id)
    open_now = widget is None or widget.is_open(desk.clock.now())
    way = way_from_offer(escalation, open_now=open_now, somebody_there=_somebody_is_there(desk, conversation))
    work.steps.note(key, EscalationStep.OFFER, desk.clock.now(), way.value)
    return way


def _somebody_is_there(desk: Desk, conversation: Conversation) -> bool:
    """One of those whom it is for, who may be busy at the moment."""
    widget = desk.directory.widget(conversation.tenant_id, conversation.widget_id)
    now, rules = desk.clock.now(), desk.policy.presence
    return any(
        agent.presence_at(now, rules) in (Presence.ONLINE, Presence.BUSY)
        and (widget is None or fits(agent, conversation, widget))
        and not has_left(agent.id, conversation)
        for agent in desk.agents.of_tenant(conversation.tenant_id)
    )
