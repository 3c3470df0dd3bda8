"""Tell visitors their place in the queue."""

from collections.abc import Collection

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.queue import positions_in
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.ports import Desk

# Further back a number comforts nobody, and the whole queue would have to be read for it.
LAST_TOLD = 50


def queue_positions(desk: Desk, tenant_id: str, conversation_ids: Collection[str]) -> dict[str, int]:
    """Of each that is among the first of the queue: 1 for the next. One small read, however many are asked of."""
    if not conversation_ids:
        return {}
    return positions_in(desk.conversations.waiting(tenant_id, LAST_TOLD), conversation_ids)


def queue_position(desk: Desk, conversation: Conversation) -> int | None:
    """Nothing is read for a conversation that does not wait."""
    if conversation.status is not Status.PENDING:
        return None
    return queue_positions(desk, conversation.tenant_id, [conversation.id]).get(conversation.id)
