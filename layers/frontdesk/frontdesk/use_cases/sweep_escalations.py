"""Once a minute: call for help where nobody takes a conversation out of the queue, or answers one in their hands."""

from datetime import datetime
from functools import partial

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidTransition, NotFound
from frontdesk.domain.escalating import FRONTDESK, Call
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.escalation_due import FORMER_AGENT, silent_since, unheard_since
from frontdesk.use_cases.escalate_conversation import Condition, escalate
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.sweeping import each
from frontdesk.use_cases.tenant_policy import cutoffs_of

BATCH = 100
LATEST = 20


def sweep_queue(desk: Desk) -> int:
    """How many have waited longer than the SLA and were escalated. Safe to run twice, and beside itself."""
    cutoffs = cutoffs_of(desk, lambda policy: policy.sla)

    def waits(conversation: Conversation) -> bool:
        return _is_before(unheard_since(conversation), cutoffs.of(conversation.tenant_id))

    due = desk.conversations.queued_before(cutoffs, BATCH)
    return each(due, partial(_escalated, desk, EscalationReason.QUEUE_SLA, waits))


def sweep_silence(desk: Desk) -> int:
    """How many were taken back from agents who have left their visitors unanswered. Safe to run twice, and beside
    itself. The log is read of those alone whose first words without an answer are that old."""
    cutoffs = cutoffs_of(desk, lambda policy: policy.silence)

    def is_silent(conversation: Conversation) -> bool:
        cutoff = cutoffs.of(conversation.tenant_id)
        if not _is_before(silent_since(conversation), cutoff):
            return False
        latest = desk.log.page_before(conversation.tenant_id, conversation.id, None, LATEST)
        return _is_before(silent_since(conversation, latest), cutoff)

    def look_at(place: tuple[str, str]) -> bool:
        found = desk.conversations.get(*place)
        return found is not None and is_silent(found) and _escalated(desk, EscalationReason.SILENCE, is_silent, found)

    held = [(agent.tenant_id, its_id) for agent in desk.agents.present() for its_id in sorted(agent.holding)]
    return each(held, look_at)


def _is_before(since: datetime | None, moment: datetime) -> bool:
    return since is not None and since < moment


def _escalated(desk: Desk, reason: EscalationReason, still: Condition, listed: Conversation) -> bool:
    """False where it is over, or was erased."""
    agent = {"agent": listed.agent_name, FORMER_AGENT: listed.agent_id}
    call = Call(reason=reason, by=FRONTDESK, metadata={name: value for name, value in agent.items() if value})
    try:
        after = escalate(desk, listed.tenant_id, listed.id, call, while_=still)
    except (NotFound, InvalidTransition):
        return False
    return after.open_escalation is not None and after.open_escalation.reason is reason
