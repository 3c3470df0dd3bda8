"""The MessageLog port, in memory and in DynamoDB."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.message import Announcement, Message, SystemEvent, announcing
from frontdesk.domain.vocabulary import SenderType
from frontdesk.use_cases.ports import Desk, MessageLog
from tests.fakes import make_desk
from tests.fakes.people import TENANT, a_message
from tests.fakes.system import START

ID = "conversation-1"


@pytest.fixture(params=["in memory", "in DynamoDB"])
def desk_of_logs(request: pytest.FixtureRequest) -> Desk:
    if request.param == "in memory":
        return make_desk()
    desk: Desk = request.getfixturevalue("desk")
    return desk


@pytest.fixture(params=["messages", "notes"])
def log(request: pytest.FixtureRequest, desk_of_logs: Desk) -> MessageLog:
    """Notes are a log of the same kind."""
    return desk_of_logs.log if request.param == "messages" else desk_of_logs.notes


def filled(log: MessageLog, length: int, conversation_id: str = ID) -> list[Message]:
    messages = [a_message(seq, conversation_id=conversation_id) for seq in range(1, length + 1)]
    assert all(log.append(message) for message in messages)
    return messages


def test_what_is_stored_comes_back_as_it_was(log: MessageLog) -> None:
    told = announcing(Announcement(SystemEvent.RESOLVED, "Ada · Ä"), anchor=1, version=3)
    messages = [
        a_message(1, content=" \N{WAVING HAND SIGN}\n\t\x00 ", created_at=START + timedelta(microseconds=123_456)),
        told.at(TENANT, ID, 2, START),
    ]
    for message in messages:
        assert log.append(message)
    assert log.read_from(TENANT, ID, 0) == messages


def test_a_place_is_taken_once(log: MessageLog) -> None:
    assert log.append(a_message(1))
    assert not log.append(a_message(1, content="Too late."))
    assert log.append(a_message(1, conversation_id="conversation-2"))
    assert log.append(a_message(1, tenant_id="other"))
    assert [message.content for message in log.read_from(TENANT, ID, 0)] == ["message 1"]


def test_everything_from_a_seq_on_in_order(log: MessageLog) -> None:
    messages = filled(log, 12)
    for seq in (0, 1, 5, 12):
        assert log.read_from(TENANT, ID, seq) == messages[max(0, seq - 1) :]
    assert log.read_from(TENANT, ID, 13) == []
    assert log.read_from(TENANT, "unknown", 0) == []


def test_a_log_of_more_than_a_megabyte_is_read_whole(log: MessageLog) -> None:
    """DynamoDB gives a megabyte at a time."""
    for seq in range(1, 36):
        log.append(a_message(seq, content="x" * 40_000))
    assert [message.seq for message in log.read_from(TENANT, ID, 0)] == list(range(1, 36))
    assert [message.seq for message in log.page_after(TENANT, ID, 0, 34)] == list(range(1, 35))
    assert [message.seq for message in log.page_before(TENANT, ID, None, 34)] == list(range(2, 36))


def test_pages_forwards(log: MessageLog) -> None:
    messages = filled(log, 7)
    assert log.page_after(TENANT, ID, 0, 3) == messages[:3]
    assert log.page_after(TENANT, ID, 3, 3) == messages[3:6]
    assert log.page_after(TENANT, ID, 6, 3) == messages[6:]
    assert log.page_after(TENANT, ID, 7, 3) == []


def test_pages_backwards(log: MessageLog) -> None:
    messages = filled(log, 7)
    assert log.page_before(TENANT, ID, None, 3) == messages[4:]
    assert log.page_before(TENANT, ID, 5, 3) == messages[1:4]
    assert log.page_before(TENANT, ID, 2, 3) == messages[:1]
    assert log.page_before(TENANT, ID, 1, 3) == []
    assert log.page_before(TENANT, ID, 0, 3) == []
    assert log.page_before(TENANT, ID, 100, 100) == messages


@pytest.mark.parametrize("consistent", [False, True])
def test_tails_of_the_logs_that_have_one(log: MessageLog, consistent: bool) -> None:
    tails = {name: filled(log, length, name)[-1] for name, length in (("one", 1), ("two", 12))}
    log.append(replace(a_message(1, conversation_id="three"), tenant_id="other"))
    assert log.tails(TENANT, ["one", "two", "three", "unknown"], consistent=consistent) == tails
    assert log.tails(TENANT, ["two"], consistent=consistent) == {"two": tails["two"]}
    assert log.tails(TENANT, [], consistent=consistent) == {}


def test_many_logs_have_many_tails(log: MessageLog) -> None:
    tails = {f"conversation-{number}": filled(log, 1, f"conversation-{number}")[0] for number in range(30)}
    assert log.tails(TENANT, list(tails)) == tails


def test_messages_and_notes_know_nothing_of_each_other(desk_of_logs: Desk) -> None:
    messages, notes = desk_of_logs.log, desk_of_logs.notes
    note = a_message(1, SenderType.AGENT, content="He is angry.", after_seq=2)
    filled(messages, 2)
    assert notes.append(note)
    assert [message.content for message in messages.read_from(TENANT, ID, 0)] == ["message 1", "message 2"]
    assert messages.page_after(TENANT, ID, 0, 50) == messages.page_before(TENANT, ID, None, 50)
    assert messages.tails(TENANT, [ID])[ID].seq == 2
    assert list(notes.read_from(TENANT, ID, 0)) == [note]
    assert notes.tails(TENANT, [ID], consistent=True) == {ID: note}
