"""When nobody has called for a human and somebody should; and who is not to be the answer."""

from collections.abc import Sequence
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation import EscalationReason, Outcome
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Handler, SenderType, Status


def unheard_since(conversation: Conversation) -> datetime | None:
    """Since when it has been in the queue, if it has not been escalated since."""
    if conversation.status is not Status.PENDING:
        return None
    queued_at = conversation.queued_at or conversation.created_at
    return None if _is_called_for(conversation, queued_at) else queued_at


def _is_called_for(conversation: Conversation, queued_at: datetime) -> bool:
    """Who comes back from an agent has their place of before: `queued_at` alone does not tell that nobody calls now."""
    if not conversation.escalations:
        return False
    last = conversation.escalations[-1]
    if last.outcome is not Outcome.TICKETED:
        return last.outcome is None
    taken_since = conversation.assigned_at is not None and conversation.assigned_at > last.at
    return last.at >= queued_at and not taken_since


FORMER_AGENT = "agent_id"
"""In the metadata of an escalation: who had the conversation until then, where it is to go to somebody else."""
AWAY_FROM_THEM = frozenset({EscalationReason.SILENCE, EscalationReason.AGENT})


def silent_since(conversation: Conversation, latest: Sequence[Message] = ()) -> datetime | None:
    """Since when nothing is heard where its agent owes the visitor an answer: since the visitor's last words, or since
    this agent has it. The summary knows the first words without an answer alone; `latest` is the end of the log.
    """
    unanswered = conversation.unanswered_since
    if conversation.status is not Status.ACTIVE or conversation.handler is not Handler.AGENT or unanswered is None:
        return None
    words = (message.created_at for message in latest if message.sender_type is SenderType.VISITOR)
    return max(unanswered, conversation.assigned_at or unanswered, *words)


def has_left(agent_id: str, conversation: Conversation) -> bool:
    """Whether it is to go to somebody else now: this agent has left its visitor without an answer, or has called for a
    colleague. A ticket changes nothing in that."""
    if conversation.status is not Status.PENDING or unheard_since(conversation) is not None:
        return False
    called = conversation.escalations[-1]
    return called.reason in AWAY_FROM_THEM and called.metadata.get(FORMER_AGENT) == agent_id
