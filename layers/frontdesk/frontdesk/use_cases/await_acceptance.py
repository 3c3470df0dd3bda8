"""Wait until an escalation is settled: who settles it ends the wait."""

from frontdesk.domain.escalation_steps import EscalationKey, EscalationStep
from frontdesk.use_cases.escalation_ports import EscalationDesk
from frontdesk.use_cases.find_escalation import find_escalation
from frontdesk.use_cases.ports import Desk


def await_acceptance(desk: Desk, work: EscalationDesk, key: EscalationKey, step: EscalationStep, token: str) -> None:
    """The token is stored before it is looked whether the escalation is settled, and the other way round by who
    settles it: one of the two sees the other. Raises NotFound, Busy.
    """
    work.steps.keep_token(key, step, token, desk.clock.now())
    _, escalation = find_escalation(desk, key)
    if escalation.outcome is not None:
        work.runs.machine.answer(token, escalation.outcome)
