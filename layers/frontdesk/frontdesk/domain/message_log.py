"""The rule by which a conversation's log grows: gapless numbers, and each client_id of a sender once.

The log has no counter. A sender's draft is placed behind the last message that a strongly consistent read shows,
by a write that succeeds only where the place is free; whoever loses the place reads on and tries the next.

Where must that read begin, so that it is sure to meet an earlier copy of the same draft? No copy can lie at or
below what its sender had seen in one piece when the draft was made. That seq, the *anchor*, must be the same for
every copy, so it is part of the client_id itself: `"{anchor}.{random}"`. A client_id of any other form has anchor 0
and is looked for in the whole log.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.message import Draft, Message

_ANCHORED = re.compile(r"(0|[1-9]\d{0,8})\.[A-Za-z0-9_-]{16,}")


@dataclass(frozen=True, slots=True)
class Stored:
    """The draft is in the log already, as this message."""

    message: Message


@dataclass(frozen=True, slots=True)
class FreePlace:
    """The draft belongs at `seq`, if that is still free."""

    seq: int


@dataclass(frozen=True, slots=True)
class TornRead:
    """The read shows a hole, which the log cannot have: it overtook a write. Read again."""


def anchor_of(client_id: str) -> int:
    """The seq at or below which no copy of the draft with this client_id can lie."""
    anchored = _ANCHORED.fullmatch(client_id)
    return int(anchored[1]) if anchored else 0


def check_base_seq(client_id: str, base_seq: int) -> None:
    """Raises InvalidInput where an anchored client_id comes with another base_seq than it was made with."""
    if _ANCHORED.fullmatch(client_id) and base_seq not in (0, anchor_of(client_id)):
        raise InvalidInput("base_seq", f"base_seq must stay {anchor_of(client_id)}, as this client_id was made with.")


def place(draft: Draft, read_from: int, entries: Sequence[Message]) -> Stored | FreePlace | TornRead:
    """Decide where a draft goes, given every entry that a consistent read shows at or above `read_from`.

    Raises InvalidInput when `read_from` is beyond the end of the log: no honest sender can have seen that.
    """
    for entry in entries:
        if (entry.client_id, entry.sender_type, entry.sender_id) == (
            draft.client_id,
            draft.sender_type,
            draft.sender_id,
        ):
            return Stored(entry)
    if read_from > 0 and (not entries or entries[0].seq != read_from):
        raise InvalidInput("client_id", f"The log has no message {read_from}, which this client_id is anchored at.")
    if has_hole(read_from, entries):
        return TornRead()
    return FreePlace(max(read_from, 1) + len(entries))


def has_hole(read_from: int, entries: Sequence[Message]) -> bool:
    """Whether a read of every entry at or above `read_from` has missed one below another."""
    first = max(read_from, 1)
    return any(entry.seq != first + offset for offset, entry in enumerate(entries))
