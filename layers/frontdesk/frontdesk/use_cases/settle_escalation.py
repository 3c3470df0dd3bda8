"""Let the steps of an escalation be taken, and end their waiting once it is settled."""

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationKey
from frontdesk.use_cases.escalation_ports import EscalationRuns
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.tenant_policy import policy_of


def follow_escalations(desk: Desk, runs: EscalationRuns, before: Conversation | None, after: Conversation) -> None:
    """What a change of the conversation means to its escalations. Safe to call again, late, or out of order.

    Raises Busy.
    """
    known = {escalation.number: escalation.outcome for escalation in before.escalations} if before else {}
    for escalation in after.escalations:
        key = EscalationKey(after.tenant_id, after.id, escalation.number)
        if escalation.outcome is None and escalation.number not in known:
            policy = policy_of(desk, after.tenant_id)
            runs.machine.start(key, sla=policy.sla, grace=policy.grace)
        elif escalation.outcome is not None and known.get(escalation.number) is None:
            settle_escalation(runs, key, escalation.outcome)


def settle_escalation(runs: EscalationRuns, key: EscalationKey, outcome: Outcome) -> None:
    """Raises Busy."""
    for token in runs.steps.tokens(key):
        runs.machine.answer(token, outcome)
