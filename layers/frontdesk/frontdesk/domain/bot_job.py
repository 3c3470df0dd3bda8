"""What the bot has to look at: the end of a conversation's log."""

from dataclasses import dataclass

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.transitions import HELD
from frontdesk.domain.vocabulary import Handler


@dataclass(frozen=True, slots=True)
class BotJob:
    """Answer the visitor. `seq` is the message that gave rise to it, or the last one that was accounted for when a
    change did: `version` is the change's then.
    """

    tenant_id: str
    conversation_id: str
    seq: int
    version: int | None = None


def is_automatic(conversation: Conversation) -> bool:
    """Whether the bot or a workflow has it."""
    return conversation.handler is not Handler.AGENT and conversation.status in HELD


def due_to_message(conversation: Conversation, seq: int) -> BotJob | None:
    """A visitor wrote message `seq`, and the bot or a workflow holds the conversation."""
    return BotJob(conversation.tenant_id, conversation.id, seq) if is_automatic(conversation) else None


def due_to_change(before: Conversation | None, after: Conversation) -> BotJob | None:
    """It has come into the hands of the bot or a workflow, and something may have been written to it just before.

    When it is started, that is its first message; when a workflow leads to the bot, what came behind the last answer.
    """
    if before is None:
        return due_to_message(after, after.applied_seq)
    stays = is_automatic(before) and before.handler is after.handler
    if stays or not is_automatic(after):
        return None
    return BotJob(after.tenant_id, after.id, after.applied_seq, after.version)
