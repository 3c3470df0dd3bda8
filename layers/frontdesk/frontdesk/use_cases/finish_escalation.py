"""The last step of an escalation: its history says how it has ended."""

from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep
from frontdesk.use_cases.escalation_ports import EscalationDesk
from frontdesk.use_cases.find_escalation import find_escalation
from frontdesk.use_cases.ports import Desk


def finish_escalation(desk: Desk, work: EscalationDesk, key: EscalationKey) -> None:
    """Raises NotFound, Busy."""
    _, escalation = find_escalation(desk, key)
    work.steps.note(key, EscalationStep.FINISH, desk.clock.now(), escalation.outcome)
