"""Read a conversation's log, forwards from a seq or backwards from one."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk, MessageLog


@dataclass(frozen=True, slots=True)
class History:
    """Messages in order of seq, and where to go on in the direction that was asked for."""

    messages: Sequence[Message]
    tail_seq: int
    next_after_seq: int | None = None
    next_before_seq: int | None = None


def read_history(
    desk: Desk,
    principal: Principal,
    conversation_id: str,
    *,
    after_seq: int | None = None,
    before_seq: int | None = None,
    limit: int,
) -> History:
    """With neither bound, the newest page. Raises NotFound, and InvalidInput when both bounds are given."""
    conversation = find_conversation(desk, principal, conversation_id)
    return pages_of(desk.log, conversation, after_seq=after_seq, before_seq=before_seq, limit=limit)


def pages_of(
    log: MessageLog, conversation: Conversation, *, after_seq: int | None, before_seq: int | None, limit: int
) -> History:
    """Raises InvalidInput when both bounds are given."""
    if after_seq is not None and before_seq is not None:
        raise InvalidInput("after_seq", "Ask with after_seq or with before_seq, not with both.")
    where = (conversation.tenant_id, conversation.id)
    if after_seq is not None:
        messages = log.page_after(*where, after_seq, limit)
    else:
        messages = log.page_before(*where, before_seq, limit)
    tail = log.tails(conversation.tenant_id, [conversation.id]).get(conversation.id)
    tail_seq = max(tail.seq if tail else 0, messages[-1].seq if messages else 0)
    if after_seq is not None:
        more = bool(messages) and messages[-1].seq < tail_seq
        return History(messages, tail_seq, next_after_seq=messages[-1].seq if more else None)
    earlier = bool(messages) and messages[0].seq > 1
    return History(messages, tail_seq, next_before_seq=messages[0].seq if earlier else None)
