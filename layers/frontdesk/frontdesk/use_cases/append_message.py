"""Append a draft to a conversation's log: the one way in, for every sender and every transport."""

from dataclasses import dataclass

from frontdesk.domain.errors import Busy
from frontdesk.domain.message import Draft, Message
from frontdesk.domain.message_log import FreePlace, Stored, anchor_of, place
from frontdesk.domain.rate_limit import RESTED
from frontdesk.use_cases.ports import Desk, MessageLog
from frontdesk.use_cases.read_log_end import read_log_end

ATTEMPTS = 60
LONGEST_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Appended:
    message: Message
    duplicate: bool


def append_message(
    desk: Desk, tenant_id: str, conversation_id: str, draft: Draft, *, log: MessageLog | None = None
) -> Appended:
    """Store the draft once, whoever else is writing; durable when this returns. `log` may be that of the notes.

    Raises RateLimited where its sender writes too fast, and Busy when the place behind the tail was lost to others
    again and again; trying again is safe.
    """
    log = log or desk.log
    read_from = anchor_of(draft.client_id)
    for _ in range(ATTEMPTS):
        entries = log.read_from(tenant_id, conversation_id, read_from)
        found = place(draft, read_from, entries)
        if isinstance(found, Stored):
            return Appended(found.message, duplicate=True)
        if isinstance(found, FreePlace):
            # The last entry is the log's tail, and the write takes place only while it is: no message goes uncounted.
            before, now = entries[-1].paces if entries else RESTED, desk.clock.now()
            paces = before.after(draft.sender_type, now, desk.policy.message_rates)
            message = draft.at(tenant_id, conversation_id, found.seq, now, paces)
            if log.append(message):
                return Appended(message, duplicate=False)
            read_from = found.seq - 1
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many people write here at once. Please send it again.")


def stored_copy(desk: Desk, tenant_id: str, conversation_id: str, draft: Draft) -> Message | None:
    """The message that this draft has become earlier, if it has. Raises InvalidInput and Busy."""
    read_from = anchor_of(draft.client_id)
    found = place(draft, read_from, read_log_end(desk, tenant_id, conversation_id, read_from))
    return found.message if isinstance(found, Stored) else None
