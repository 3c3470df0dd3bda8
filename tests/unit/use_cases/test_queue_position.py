"""A visitor's place in the queue, as each of the ways to learn of it tells it."""

import json

import pytest

from frontdesk.domain.errors import NotFound
from frontdesk.domain.vocabulary import Priority, Status
from frontdesk.entrypoints.websocket_frames import answer
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.edit_conversation import edit_conversation
from frontdesk.use_cases.queue_position import LAST_TOLD, queue_position
from frontdesk.use_cases.resume import resume
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, BEN, VERA_HERSELF, a_visitor
from tests.fakes.scenes import connected, started, stored


def place(desk: FakeDesk, conversation_id: str) -> int | None:
    return queue_position(desk, stored(desk, conversation_id))


def queue_of(desk: FakeDesk, length: int) -> list[str]:
    ids = []
    for number in range(length):
        ids.append(started(desk, f"start-{number}").id)
        desk.clock.advance(seconds=1)
    return ids


def pong(desk: FakeDesk, connection_id: str, **fields: object) -> object:
    frame = {"type": "ping", "request_id": "r1", **fields}
    return json.loads(answer(desk, connection_id, json.dumps(frame)).model_dump_json())["queue_positions"]


def test_whoever_waited_longest_is_next_and_all_move_up() -> None:
    desk = make_desk()
    first, second, third = queue_of(desk, 3)
    assert [place(desk, own_id) for own_id in (first, second, third)] == [1, 2, 3]
    accept_conversation(desk, ADA, first)
    assert [place(desk, own_id) for own_id in (first, second, third)] == [None, 1, 2]


def test_who_is_more_urgent_goes_first() -> None:
    desk = make_desk()
    first, second = queue_of(desk, 2)
    edit_conversation(desk, ADA, second, priority=Priority.URGENT)
    assert (place(desk, first), place(desk, second)) == (2, 1)


def test_behind_the_first_fifty_no_place_is_told() -> None:
    desk = make_desk()
    ids = queue_of(desk, LAST_TOLD + 1)
    assert (place(desk, ids[-2]), place(desk, ids[-1])) == (LAST_TOLD, None)


def test_who_resumes_learns_their_place() -> None:
    desk = make_desk()
    first, second = queue_of(desk, 2)
    accept_conversation(desk, ADA, first)
    connected(desk, "vera", VERA_HERSELF)
    resumed = resume(desk, VERA_HERSELF, "vera", {first: 0, second: 0})
    assert (resumed[first].queue_position, resumed[second].queue_position) == (None, 1)
    connected(desk, "ben", BEN)
    assert resume(desk, BEN, "ben", {second: 0})[second].queue_position is None


def test_a_heartbeat_tells_it_to_whoever_asks() -> None:
    desk = make_desk()
    _, second = queue_of(desk, 2)
    connected(desk, "vera", VERA_HERSELF, second)
    assert pong(desk, "vera") is None
    assert pong(desk, "vera", in_queue=True) == {second: 2}
    accept_conversation(desk, ADA, second)
    assert pong(desk, "vera", in_queue=True) == {}


def test_nobody_learns_anothers_place() -> None:
    desk = make_desk()
    [own_id] = queue_of(desk, 1)
    connected(desk, "wim", wim := a_visitor("visitor-2").principal(VERA_HERSELF.expires_at))
    with pytest.raises(NotFound):
        resume(desk, wim, "wim", {own_id: 0})
    assert pong(desk, "wim", in_queue=True) == {}


def test_nothing_is_read_for_a_conversation_that_does_not_wait() -> None:
    desk = make_desk()
    [own_id] = queue_of(desk, 1)
    accept_conversation(desk, ADA, own_id)
    found = stored(desk, own_id)
    reads: list[str] = []
    desk.conversations.step = reads.append
    assert found.status is Status.ACTIVE
    assert queue_position(desk, found) is None
    assert reads == []
