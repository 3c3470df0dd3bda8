"""Nobody has taken an escalated conversation in time: make it urgent, and call every admin."""

from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep
from frontdesk.domain.notification import PushJob, Reason
from frontdesk.domain.vocabulary import Priority, Role
from frontdesk.use_cases.change_conversation import change_stored
from frontdesk.use_cases.escalation_ports import EscalationDesk
from frontdesk.use_cases.find_escalation import escalation_of
from frontdesk.use_cases.ports import Desk


def raise_alarm(desk: Desk, work: EscalationDesk, key: EscalationKey) -> None:
    """Nothing where it has been settled meanwhile. Raises NotFound, Busy."""

    def rule(conversation: Conversation, _now: datetime) -> Conversation:
        if escalation_of(conversation, key).outcome is not None:
            return conversation
        return conversation.edited(priority=Priority.URGENT)

    conversation = change_stored(desk, key.tenant_id, key.conversation_id, rule)
    called = 0
    if escalation_of(conversation, key).outcome is None:
        called = _call_admins(desk, work, key)
    work.steps.note(key, EscalationStep.ALARM, desk.clock.now(), f"{called} called" if called else None)


def _call_admins(desk: Desk, work: EscalationDesk, key: EscalationKey) -> int:
    """How many. Each is told once, however often they are called."""
    admins = [agent for agent in desk.agents.of_tenant(key.tenant_id) if agent.role is Role.ADMIN]
    work.pushes.put(
        [PushJob(key.tenant_id, key.conversation_id, admin.id, Reason.ESCALATED, key.number) for admin in admins]
    )
    return len(admins)
