"""The rule of the log: gapless numbers, each draft once, whatever comes between reading and writing."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.message import Announcement, Draft, Message, SystemEvent, announcing
from frontdesk.domain.message_log import FreePlace, Stored, TornRead, anchor_of, check_base_seq, place
from frontdesk.domain.vocabulary import SenderType
from tests.fakes.people import a_message
from tests.fakes.system import START

UUID_TEXT = "0b8fd4a1-33bd-4a58-8f0e-8a1b0f0f1c41"


def a_draft(client_id: str, sender_id: str = "visitor-1", sender_type: SenderType = SenderType.VISITOR) -> Draft:
    return Draft(client_id=client_id, sender_type=sender_type, sender_id=sender_id, sender_name="Vera", content="Hello")


def a_log(length: int) -> list[Message]:
    return [a_message(seq) for seq in range(1, length + 1)]


def above(log: list[Message], read_from: int) -> list[Message]:
    return [message for message in log if message.seq >= read_from]


@pytest.mark.parametrize(
    ("client_id", "anchor"),
    [
        (f"0.{UUID_TEXT}", 0),
        (f"7.{UUID_TEXT}", 7),
        (f"999999999.{UUID_TEXT}", 999_999_999),
        (UUID_TEXT, 0),
        (f"07.{UUID_TEXT}", 0),
        (f"1000000000.{UUID_TEXT}", 0),
        (f"-1.{UUID_TEXT}", 0),
        ("7.short", 0),
        (f"7.{UUID_TEXT}.more", 0),
        (f"٧.{UUID_TEXT}", 0),
        (f"7.{UUID_TEXT}\n", 0),
        ("", 0),
    ],
)
def test_only_an_anchored_client_id_has_an_anchor(client_id: str, anchor: int) -> None:
    assert anchor_of(client_id) == anchor


def test_base_seq_must_be_the_anchor_or_silent() -> None:
    for accepted in (0, 7):
        check_base_seq(f"7.{UUID_TEXT}", accepted)
    check_base_seq(UUID_TEXT, 5)
    with pytest.raises(InvalidInput, match="must stay 7") as caught:
        check_base_seq(f"7.{UUID_TEXT}", 8)
    assert caught.value.field == "base_seq"


def test_the_announcement_of_a_change_is_anchored_at_what_the_change_knew() -> None:
    draft = announcing(Announcement(SystemEvent.ACCEPTED, "Ada"), anchor=12, version=3)
    assert anchor_of(draft.client_id) == 12
    assert draft == announcing(Announcement(SystemEvent.ACCEPTED, "Ada"), anchor=12, version=3)


@given(length=st.integers(0, 20), anchor=st.integers(0, 20), number=st.uuids())
def test_a_new_draft_goes_right_behind_the_tail(length: int, anchor: int, number: UUID) -> None:
    log = a_log(length)
    draft = a_draft(f"{anchor}.{number}")
    if anchor > length:
        with pytest.raises(InvalidInput, match=f"no message {anchor}"):
            place(draft, anchor, above(log, anchor))
    else:
        assert place(draft, anchor, above(log, anchor)) == FreePlace(length + 1)


@given(length=st.integers(1, 20), data=st.data())
def test_a_draft_that_is_there_already_is_found_from_its_anchor(length: int, data: st.DataObject) -> None:
    anchor = data.draw(st.integers(0, length - 1))
    seq = data.draw(st.integers(anchor + 1, length))
    draft = a_draft(f"{anchor}.{UUID_TEXT}")
    log = a_log(length)
    log[seq - 1] = draft.at("acme", "conversation-1", seq, START)
    assert place(draft, anchor, above(log, anchor)) == Stored(log[seq - 1])


@given(length=st.integers(0, 20), number=st.uuids())
def test_a_plain_client_id_is_looked_for_in_the_whole_log(length: int, number: UUID) -> None:
    draft = a_draft(str(number))
    log = [draft.at("acme", "conversation-1", 1, START), *a_log(length)[1:]]
    assert place(draft, anchor_of(draft.client_id), log) == Stored(log[0])


def test_the_same_client_id_of_somebody_else_is_another_message() -> None:
    log = [a_draft(UUID_TEXT).at("acme", "conversation-1", 1, START)]
    for other in (a_draft(UUID_TEXT, "visitor-2"), a_draft(UUID_TEXT, sender_type=SenderType.AGENT)):
        assert place(other, 0, log) == FreePlace(2)


@given(length=st.integers(2, 20), data=st.data())
def test_a_read_with_a_hole_is_torn(length: int, data: st.DataObject) -> None:
    anchor = data.draw(st.integers(0, length - 2))
    missing = data.draw(st.integers(max(anchor, 1) + 1, length)) if anchor else data.draw(st.integers(1, length))
    entries = [message for message in above(a_log(length), anchor) if message.seq != missing]
    found = place(a_draft(f"{anchor}.{UUID_TEXT}"), anchor, entries)
    assert found == (FreePlace(length) if missing == length else TornRead())


@given(length=st.integers(1, 20), data=st.data())
def test_an_anchor_must_be_met_by_the_read(length: int, data: st.DataObject) -> None:
    anchor = data.draw(st.integers(1, length))
    entries = above(a_log(length), anchor + 1)
    with pytest.raises(InvalidInput) as caught:
        place(a_draft(f"{anchor}.{UUID_TEXT}"), anchor, entries)
    assert caught.value.field == "client_id"


# Several senders write at once: each first reads, and tries to write at its next turn; any may send again at any time.
turns = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=60)


class Writer:
    """One sender's draft on its way into a log that others write to."""

    def __init__(self, log: dict[int, Message], sender: int, number: int) -> None:
        self._log = log
        self._draft = a_draft(f"{len(log)}.{UUID(int=number)}", f"visitor-{sender}")
        self._place: int | None = None

    def turn(self) -> bool:
        """True when the draft is known to be stored."""
        if self._place is not None:
            seq, self._place = self._place, None
            self._log.setdefault(seq, self._draft.at("acme", "conversation-1", seq, START))
            return False
        anchor = anchor_of(self._draft.client_id)
        found = place(self._draft, anchor, above([self._log[seq] for seq in sorted(self._log)], anchor))
        self._place = found.seq if isinstance(found, FreePlace) else None
        return isinstance(found, Stored)


@given(turns)
def test_whatever_the_order_of_reads_and_writes_the_log_is_gapless_and_holds_each_draft_once(
    order: list[tuple[int, int]],
) -> None:
    log: dict[int, Message] = {}
    writers: dict[tuple[int, int], Writer] = {}
    for sender, number in order:
        writers.setdefault((sender, number), Writer(log, sender, number)).turn()
    for writer in writers.values():
        while not writer.turn():
            pass
    assert sorted(log) == list(range(1, len(writers) + 1))
    assert len({(message.sender_id, message.client_id) for message in log.values()}) == len(writers)
