"""Read the end of a conversation's log in one piece."""

from collections.abc import Sequence

from frontdesk.domain.errors import Busy
from frontdesk.domain.message import Message
from frontdesk.domain.message_log import has_hole
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05


def read_log_end(desk: Desk, tenant_id: str, conversation_id: str, seq: int) -> Sequence[Message]:
    """Every message at or above `seq`, in order and with none left out.

    A read that overtakes writes may miss one and show a later one; it is done again. Raises Busy.
    """
    for _ in range(ATTEMPTS):
        entries = desk.log.read_from(tenant_id, conversation_id, seq)
        if not has_hole(seq, entries):
            return entries
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people write here at once. Please try again.")
