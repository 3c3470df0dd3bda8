"""The log in pages, forwards and backwards."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domain.errors import InvalidInput, NotFound
from frontdesk.use_cases.read_history import read_history
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import VERA_HERSELF, a_message, a_visitor
from tests.fakes.scenes import started


def with_log(length: int) -> tuple[FakeDesk, str]:
    desk = make_desk()
    found = started(desk, content=None)
    for seq in range(1, length + 1):
        desk.log.append(replace(a_message(seq), conversation_id=found.id))
    return desk, found.id


@settings(max_examples=40)
@given(length=st.integers(0, 30), limit=st.integers(1, 10), start=st.integers(0, 35))
def test_forwards_it_gives_each_message_once_and_ends(length: int, limit: int, start: int) -> None:
    desk, conversation_id = with_log(length)
    seen: list[int] = []
    after: int | None = start
    while after is not None:
        page = read_history(desk, VERA_HERSELF, conversation_id, after_seq=after, limit=limit)
        assert len(page.messages) <= limit
        assert page.next_before_seq is None
        assert page.tail_seq == length
        seen += [message.seq for message in page.messages]
        after = page.next_after_seq
    assert seen == list(range(start + 1, length + 1))


@settings(max_examples=40)
@given(length=st.integers(0, 30), limit=st.integers(1, 10))
def test_backwards_it_gives_each_message_once_and_ends(length: int, limit: int) -> None:
    desk, conversation_id = with_log(length)
    page = read_history(desk, VERA_HERSELF, conversation_id, limit=limit)
    seen = [message.seq for message in page.messages]
    while page.next_before_seq is not None:
        page = read_history(desk, VERA_HERSELF, conversation_id, before_seq=page.next_before_seq, limit=limit)
        assert page.next_after_seq is None
        seen = [message.seq for message in page.messages] + seen
    assert seen == list(range(1, length + 1))


def test_both_directions_at_once_are_refused() -> None:
    desk, conversation_id = with_log(3)
    with pytest.raises(InvalidInput, match="not with both") as caught:
        read_history(desk, VERA_HERSELF, conversation_id, after_seq=0, before_seq=3, limit=10)
    assert caught.value.field == "after_seq"


def test_a_stranger_reads_nothing() -> None:
    desk, conversation_id = with_log(3)
    with pytest.raises(NotFound):
        read_history(desk, a_visitor("visitor-2").principal(VERA_HERSELF.expires_at), conversation_id, limit=10)


def test_the_end_of_the_log_is_never_told_to_be_before_what_was_read() -> None:
    behind = [0]
    desk = make_desk(lag=lambda: behind[0])
    found = started(desk)
    behind[0] = 1
    page = read_history(desk, VERA_HERSELF, found.id, after_seq=0, limit=10)
    assert (page.tail_seq, page.next_after_seq) == (1, None)
