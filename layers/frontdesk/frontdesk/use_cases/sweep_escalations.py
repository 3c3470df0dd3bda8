"""Once a minute: call for help where nobody takes a conversation out of the queue, or answers one in their hands."""

from collections.abc import Iterator
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, InvalidTransition, NotFound
from frontdesk.domain.escalating import FRONTDESK, Call
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.escalation_due import silent_since, unheard_since
from frontdesk.use_cases.escalate_conversation import Condition, escalate
from frontdesk.use_cases.ports import Desk

BATCH = 100


def sweep_queue(desk: Desk) -> int:
    """How many have waited longer than the SLA and were escalated. Safe to run twice, and beside itself."""
    before = desk.clock.now() - desk.policy.sla

    def waits(conversation: Conversation) -> bool:
        return _is_before(unheard_since(conversation), before)

    due = desk.conversations.queued_before(before, BATCH)
    return sum(_escalated(desk, listed, EscalationReason.QUEUE_SLA, waits) for listed in due)


def sweep_silence(desk: Desk) -> int:
    """How many were taken back from agents who have left their visitors unanswered. Safe to run twice, and beside
    itself."""
    before = desk.clock.now() - desk.policy.silence

    def is_silent(conversation: Conversation) -> bool:
        return _is_before(silent_since(conversation), before)

    silent = [held for held in _held(desk) if is_silent(held)]
    return sum(_escalated(desk, listed, EscalationReason.SILENCE, is_silent) for listed in silent)


def _held(desk: Desk) -> Iterator[Conversation]:
    """What is in agents' hands, by a read that may be a moment behind."""
    for agent in desk.agents.present():
        for conversation_id in sorted(agent.holding):
            found = desk.conversations.get(agent.tenant_id, conversation_id)
            if found is not None:
                yield found


def _is_before(since: datetime | None, moment: datetime) -> bool:
    return since is not None and since < moment


def _escalated(desk: Desk, listed: Conversation, reason: EscalationReason, still: Condition) -> bool:
    """One that cannot be changed now is left to the next sweep: it must not hold up the others."""
    call = Call(reason=reason, by=FRONTDESK)
    try:
        after = escalate(desk, listed.tenant_id, listed.id, call, while_=still)
    except (Busy, NotFound, InvalidTransition):
        return False
    return after.open_escalation is not None and after.open_escalation.reason is reason
