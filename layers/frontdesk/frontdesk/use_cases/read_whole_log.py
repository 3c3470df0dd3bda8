"""Read a conversation's log from its first message to its last, page by page."""

from collections.abc import Iterator, Sequence

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.message import Message
from frontdesk.domain.message_log import has_hole
from frontdesk.use_cases.ports import Desk

PAGE_SIZE = 500
ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05


def read_whole_log(desk: Desk, conversation: Conversation) -> Iterator[Message]:
    """Every message, in order and with none left out; what is read further is what is asked for. Raises Busy."""
    page = _page_after(desk, conversation, 0)
    while page:
        yield from page
        page = _page_after(desk, conversation, page[-1].seq) if len(page) == PAGE_SIZE else []


def _page_after(desk: Desk, conversation: Conversation, seq: int) -> Sequence[Message]:
    """A read that overtakes writes may miss one and show a later one; it is done again."""
    for _ in range(ATTEMPTS):
        page = desk.log.page_after(conversation.tenant_id, conversation.id, seq, PAGE_SIZE)
        if not has_hole(seq + 1, page):
            return page
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people write here at once. Please try again.")
