"""Count a tenant's conversations anew, from their records and logs."""

from collections.abc import Callable, Mapping
from functools import partial

from frontdesk.domain.analytics.counts import has_answered, tenth_of
from frontdesk.domain.analytics.facts import facts_of
from frontdesk.domain.conversation import Conversation
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.count_conversation import recount_conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_whole_log import read_whole_log
from frontdesk.use_cases.walk_conversations import walk_conversations


def rebuild_analytics(
    desk: Desk, counters: Counters, tenant_id: str, progress: Callable[[int], None] = lambda _: None
) -> int:
    """How many conversations had been counted wrongly, or not at all. `progress` is told how many were looked at.

    It may run while people write, beside the stream and beside itself, and begin again after it was interrupted: each
    conversation's contribution is replaced by what it is now, and the counters with it. What conversations have
    contributed that are gone since stays counted. Raises Busy.
    """
    mended = 0
    for looked_at, conversation in enumerate(walk_conversations(desk, tenant_id), start=1):
        mended += recount_conversation(counters, desk, tenant_id, conversation.id, partial(_answers, desk))
        progress(looked_at)
    return mended


def _answers(desk: Desk, conversation: Conversation) -> Mapping[int, int]:
    """The bot's, of a conversation that it may have had: a log that it cannot have written in is not read."""
    if not facts_of(conversation).with_bot and conversation.workflow is None and conversation.handler_since == 0:
        return {}
    log = read_whole_log(desk, conversation)
    return {
        message.seq: tenth_of(answer.confidence)
        for message in log
        if (answer := message.answer) and has_answered(answer.confidence, answer.threshold)
    }
