"""Read marks, typing, closing by time."""

from dataclasses import replace

import pytest

from frontdesk.domain.errors import Forbidden, InvalidInput, InvalidTransition, NotFound
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.auto_close import auto_close
from frontdesk.use_cases.mark_read import mark_read
from frontdesk.use_cases.show_typing import show_typing
from tests.fakes import make_desk
from tests.fakes.interruptions import Interruption
from tests.fakes.people import ADA, BEN, TENANT, VERA_HERSELF, a_message, a_visitor
from tests.fakes.scenes import connected, in_status, say, stored

STRANGER = a_visitor("visitor-2").principal(ADA.expires_at)


def test_a_read_mark_rises_and_is_told_once() -> None:
    desk = make_desk()
    found = in_status(desk, Status.WAITING)
    connected(desk, "ada", ADA, found.id)
    connected(desk, "vera", VERA_HERSELF, found.id)
    assert mark_read(desk, VERA_HERSELF, found.id, 2, connection_id="vera") == 2
    assert mark_read(desk, VERA_HERSELF, found.id, 3, connection_id="vera") == 3
    assert mark_read(desk, VERA_HERSELF, found.id, 1) == 3
    assert mark_read(desk, VERA_HERSELF, found.id, 3) == 3
    assert (desk.gateway.types("ada"), desk.gateway.types("vera")) == (["message.read"] * 2, [])
    after = stored(desk, found.id)
    assert (after.visitor_read_seq, after.agent_read_seq, after.version) == (3, 0, found.version)


def test_an_agent_who_only_looks_on_leaves_no_mark() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    assert mark_read(desk, BEN, found.id, 1) == 0
    assert mark_read(desk, ADA, found.id, 1) == 1
    assert stored(desk, found.id).agent_read_seq == 1


def test_nobody_has_read_what_is_not_there() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    with pytest.raises(InvalidInput, match="no message 3") as caught:
        mark_read(desk, VERA_HERSELF, found.id, 3)
    assert caught.value.field == "seq"
    with pytest.raises(NotFound):
        mark_read(desk, STRANGER, found.id, 1)


def test_what_has_just_been_pushed_can_be_marked_although_a_cheap_read_is_behind() -> None:
    desk = make_desk(lag=lambda: 1)
    found = in_status(desk, Status.WAITING)
    assert mark_read(desk, VERA_HERSELF, found.id, 3) == 3


def test_a_read_mark_and_a_change_at_once_both_stay() -> None:
    interruption = Interruption()
    desk = make_desk(interruption)
    found = in_status(desk, Status.ACTIVE)
    interruption.arm(4, lambda: mark_read(desk, VERA_HERSELF, found.id, 2))
    say(desk, ADA, found.id, "Let me see.")
    after = stored(desk, found.id)
    assert (after.status, after.visitor_read_seq) == (Status.WAITING, 2)


def test_typing_is_shown_to_the_others_and_stored_nowhere() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    connected(desk, "ada", ADA, found.id)
    connected(desk, "vera", VERA_HERSELF, found.id)
    show_typing(desk, VERA_HERSELF, found.id, on=True, connection_id="vera")
    assert (desk.gateway.types("ada"), desk.gateway.types("vera")) == (["typing"], [])
    assert stored(desk, found.id) == found
    assert len(desk.log.all(TENANT, found.id)) == 2


def test_who_may_not_write_does_not_type() -> None:
    desk = make_desk()
    found = in_status(desk, Status.ACTIVE)
    with pytest.raises(Forbidden):
        show_typing(desk, BEN, found.id, on=True, connection_id="ben")
    with pytest.raises(NotFound):
        show_typing(desk, STRANGER, found.id, on=True, connection_id="stranger")
    closed = in_status(make_desk(), Status.CLOSED)
    closed_desk = make_desk()
    closed_desk.conversations.create(closed)
    with pytest.raises(InvalidTransition):
        show_typing(closed_desk, VERA_HERSELF, closed.id, on=True, connection_id="vera")


def test_what_has_been_resolved_for_a_day_closes() -> None:
    desk = make_desk()
    found = in_status(desk, Status.RESOLVED)
    desk.clock.advance(days=1)
    connected(desk, "vera", VERA_HERSELF, found.id)
    assert auto_close(desk) == 0
    desk.clock.advance(seconds=1)
    assert (auto_close(desk), auto_close(desk)) == (1, 0)
    closed = stored(desk, found.id)
    assert (closed.status, closed.closed_at) == (Status.CLOSED, desk.clock.now())
    assert desk.gateway.types("vera") == ["conversation.ended"]


@pytest.mark.parametrize("status", [Status.PENDING, Status.ACTIVE, Status.WAITING, Status.CLOSED])
def test_nothing_else_closes_by_time(status: Status) -> None:
    desk = make_desk()
    found = in_status(desk, status)
    desk.clock.advance(days=400)
    assert auto_close(desk) == 0
    assert stored(desk, found.id) == found


def test_a_message_that_comes_between_keeps_it_open_wherever_it_comes() -> None:
    point, met = 0, True
    while met:
        point += 1
        interruption = Interruption()
        desk = make_desk(interruption)
        found = in_status(desk, Status.RESOLVED)
        desk.clock.advance(days=2)
        written: list[int] = []

        def write(desk=desk, found=found, written=written) -> None:  # type: ignore[no-untyped-def]
            try:
                written.append(say(desk, VERA_HERSELF, found.id, "Wait!").message.seq)
            except InvalidTransition:
                return

        interruption.arm(point, write)
        auto_close(desk)
        met = not interruption.armed
        interruption.disarm()
        assert stored(desk, found.id).status is (Status.PENDING if written else Status.CLOSED)


def test_a_message_whose_sender_died_keeps_it_open() -> None:
    desk = make_desk()
    found = in_status(desk, Status.RESOLVED)
    desk.log.append(replace(a_message(desk.log.all(TENANT, found.id)[-1].seq + 1), conversation_id=found.id))
    desk.clock.advance(days=2)
    assert auto_close(desk) == 0
    assert stored(desk, found.id).status is Status.PENDING
