"""Follow conversations on a connection, and tell what it has missed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.topics import conversation_topic
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.queue_position import queue_positions
from frontdesk.use_cases.rate_conversation import rateable_until

# One WebSocket message holds 128 kB; the frame around what is counted here gets the difference.
BUDGET_BYTES = 128_000
# The names of fields, numbers and times, beside the texts that people chose.
BYTES_OF_A_STATE = 550
BYTES_OF_A_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Resumed:
    """`messages` follow the asked seq without a gap; the log goes on above the last of them up to `tail_seq`."""

    conversation: Conversation
    messages: Sequence[Message]
    tail_seq: int
    queue_position: int | None = None
    rateable_until: datetime | None = None


def resume(desk: Desk, principal: Principal, connection_id: str, after: Mapping[str, int]) -> dict[str, Resumed]:
    """Raises NotFound when one of the conversations is not for this principal; none is followed then.

    The connection listens before the log is read, so that no message can slip through between the two.
    """
    conversations = [find_conversation(desk, principal, conversation_id) for conversation_id in after]
    topics = [conversation_topic(found.tenant_id, found.id) for found in conversations]
    desk.connections.follow(connection_id, principal, topics)
    tails = desk.log.tails(principal.tenant_id, list(after), consistent=True)
    places = _places(desk, principal, conversations)
    resumed = {}
    left = BUDGET_BYTES - sum(map(_bytes_of_state, conversations))
    for conversation in conversations:
        missed = _missed(desk, conversation, after[conversation.id], tails.get(conversation.id))
        fitting, left = _fitting(missed, left)
        tail = max((message.seq for message in missed), default=0)
        resumed[conversation.id] = Resumed(
            conversation=conversation,
            messages=fitting,
            tail_seq=max(tail, _seq(tails.get(conversation.id))),
            queue_position=places.get(conversation.id),
            rateable_until=rateable_until(desk, conversation) if principal.is_visitor else None,
        )
    return resumed


def _places(desk: Desk, principal: Principal, conversations: Sequence[Conversation]) -> dict[str, int]:
    """Agents have the queue itself."""
    if not principal.is_visitor:
        return {}
    waiting = [found.id for found in conversations if found.status is Status.PENDING]
    return queue_positions(desk, principal.tenant_id, waiting)


def _missed(desk: Desk, conversation: Conversation, after_seq: int, tail: Message | None) -> Sequence[Message]:
    if _seq(tail) <= after_seq:
        return []
    return desk.log.page_after(conversation.tenant_id, conversation.id, after_seq, desk.policy.page_size)


def _fitting(messages: Sequence[Message], budget: int) -> tuple[list[Message], int]:
    fitting: list[Message] = []
    for message in messages:
        actor = message.announcement.actor_name if message.announcement else None
        texts = (message.content, message.client_id, message.sender_id, message.sender_name, actor)
        budget -= BYTES_OF_A_MESSAGE + sum(map(_bytes, texts))
        if budget < 0:
            return fitting, 0
        fitting.append(message)
    return fitting, budget


def _bytes_of_state(conversation: Conversation) -> int:
    feedback = conversation.rating.feedback if conversation.rating else None
    return BYTES_OF_A_STATE + _bytes(conversation.agent_name) + _bytes(feedback)


def _bytes(text: str | None) -> int:
    return len(json.dumps(text, ensure_ascii=False).encode())


def _seq(message: Message | None) -> int:
    return message.seq if message else 0
