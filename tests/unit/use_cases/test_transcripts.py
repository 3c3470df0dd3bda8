"""Reading all of a log, and who a visitor is, however much there is of either."""

from datetime import timedelta

import pytest

from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases import read_whole_log as whole
from frontdesk.use_cases import view_visitor as context
from frontdesk.use_cases.read_transcript import read_transcript
from frontdesk.use_cases.read_whole_log import read_whole_log
from frontdesk.use_cases.view_visitor import view_visitor
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, a_conversation, a_message, a_visitor, an_agent
from tests.fakes.system import START

FAR = an_agent(tenant_id="other")


def desk_with(length: int) -> FakeDesk:
    desk = make_desk()
    desk.directory.put_visitor(VERA)
    desk.conversations.create(a_conversation(Status.ACTIVE))
    for seq in range(1, length + 1):
        assert desk.log.append(a_message(seq))
    return desk


@pytest.mark.parametrize("length", [0, 1, 2, 3, 4, 9, 10])
def test_every_message_is_read_once_and_in_order(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    monkeypatch.setattr(whole, "PAGE_SIZE", 3)
    _, messages = read_transcript(desk_with(length), ADA, "conversation-1")
    assert [message.seq for message in messages] == list(range(1, length + 1))


def test_no_more_is_read_than_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "PAGE_SIZE", 3)
    desk, asked = desk_with(9), []
    desk.log.step = asked.append
    messages = read_whole_log(desk, a_conversation())
    assert [next(messages).seq for _ in range(3)] == [1, 2, 3]
    assert asked == ["log.page_after"]


def with_a_hole(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The first `times` reads miss a message that is there."""
    honest, left = desk.log.page_after, [None] * times

    def torn(tenant_id: str, conversation_id: str, seq: int, limit: int) -> list[Message]:
        page = list(honest(tenant_id, conversation_id, seq, limit))
        if left:
            left.pop()
            del page[1]
        return page

    monkeypatch.setattr(desk.log, "page_after", torn)


def test_a_read_that_missed_a_message_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_with(4)
    with_a_hole(desk, monkeypatch, 2)
    _, messages = read_transcript(desk, ADA, "conversation-1")
    assert [message.seq for message in messages] == [1, 2, 3, 4]


def test_a_log_that_never_settles_is_refused_rather_than_shown_with_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_with(4)
    with_a_hole(desk, monkeypatch, 1000)
    with pytest.raises(Busy):
        read_transcript(desk, ADA, "conversation-1")


def test_a_visitor_reads_their_own_and_nobody_elses() -> None:
    desk = desk_with(1)
    assert len(read_transcript(desk, VERA_HERSELF, "conversation-1")[1]) == 1
    for stranger in (a_visitor("visitor-2").principal(START + timedelta(days=1)), FAR):
        with pytest.raises(NotFound):
            read_transcript(desk, stranger, "conversation-1")


def test_all_of_a_visitors_conversations_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "PAGE_SIZE", 2)
    desk = desk_with(1)
    for number in range(2, 8):
        desk.conversations.create(a_conversation(Status.CLOSED, id=f"conversation-{number}"))
    desk.conversations.create(a_conversation(id="of-another", visitor_id="visitor-2"))
    assert view_visitor(desk, ADA, "conversation-1").conversation_count == 6


def test_a_visitor_who_is_not_known_any_more_is_not_found() -> None:
    desk = desk_with(0)
    desk.conversations.create(a_conversation(id="orphan", visitor_id="erased"))
    with pytest.raises(NotFound, match="visitor"):
        view_visitor(desk, ADA, "orphan")
    with pytest.raises(NotFound, match="conversation"):
        view_visitor(desk, FAR, "conversation-1")
    assert desk.conversations.get(TENANT, "orphan") is not None
