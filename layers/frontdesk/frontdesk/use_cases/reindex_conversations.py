"""Look again at what a tenant's conversations are found by, from their logs and tickets."""

from collections.abc import Callable

from frontdesk.domain.vocabulary import MessageType
from frontdesk.use_cases.index_words import index_words, shown_of_ticket
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_whole_log import read_whole_log
from frontdesk.use_cases.walk_conversations import walk_conversations


def reindex_conversations(desk: Desk, tenant_id: str, progress: Callable[[int], None] = lambda _: None) -> int:
    """How many are found by words that they were not found by before. `progress` is told how many were looked at.

    It may run while people write, beside itself, and again after it was interrupted. Raises Busy.
    """
    mended = 0
    for looked_at, conversation in enumerate(walk_conversations(desk, tenant_id), start=1):
        log = read_whole_log(desk, conversation)
        texts = [message.content for message in log if message.type is not MessageType.SYSTEM]
        ticket = shown_of_ticket(desk, tenant_id, conversation.ticket_number)
        mended += index_words(desk, tenant_id, conversation.id, [*texts, *ticket])
        progress(looked_at)
    return mended
