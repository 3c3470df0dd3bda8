"""The streams' and the clock's functions on moto's tables: what must happen though an invocation has died."""

from datetime import timedelta
from typing import Any

import pytest

from frontdesk.adapters.dynamodb_conversation_row import conversation_of_image
from frontdesk.domain.errors import Busy
from frontdesk.domain.message import Message
from frontdesk.domain.vocabulary import SenderType, Status
from frontdesk.entrypoints.table_stream import handle
from frontdesk.use_cases.auto_close import auto_close
from frontdesk.use_cases.change_conversation import change_conversation
from frontdesk.use_cases.ports import Desk
from tests.fakes.people import ADA, TENANT, VERA_HERSELF, a_message
from tests.fakes.scenes import connected, in_status, say, started, stored
from tests.fakes.stream import a_stream_desk
from tests.fakes.system import FakeClock
from tests.integration.cloud import SocketsApi, Tables

KEYS = {"MessagesTable": ("log", "seq"), "ConversationsTable": ("conversation_key",)}


def record(
    table: str, image: dict[str, Any] | None, before: dict[str, Any] | None = None, number: int = 1
) -> dict[str, Any]:
    """A stream's record of a row that came, changed or went."""
    row = image or before or {}
    change: dict[str, Any] = {"Keys": {key: row[key] for key in KEYS[table]}, "SequenceNumber": f"{number:021}"}
    if image:
        change["NewImage"] = image
    if before:
        change["OldImage"] = before
    return {"eventName": "MODIFY", "eventSource": "aws:dynamodb", "dynamodb": change}


def read_stream(desk: Desk, *records: dict[str, Any]) -> list[str]:
    """The records that are to come again."""
    answer = handle(desk, a_stream_desk(), conversation_of_image, {"Records": list(records)})
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def messages(tables: Tables) -> list[dict[str, Any]]:
    return [record("MessagesTable", row) for row in tables.rows("MessagesTable")]


def logged(desk: Desk, conversation_id: str) -> list[Message]:
    return list(desk.log.read_from(TENANT, conversation_id, 0))


def test_a_message_whose_sender_died_is_accounted_for_and_told(desk: Desk, tables: Tables, sockets: SocketsApi) -> None:
    found = in_status(desk, Status.WAITING)
    connected(desk, "ada", ADA, found.id)
    desk.log.append(a_message(4, conversation_id=found.id))
    for _ in range(2):
        assert read_stream(desk, *reversed(messages(tables))) == []
    assert (stored(desk, found.id).status, stored(desk, found.id).applied_seq) == (Status.ACTIVE, 4)
    assert sockets.types("ada") == ["conversation.updated"]


def test_what_a_change_announces_comes_into_the_log_once(desk: Desk, tables: Tables) -> None:
    found = started(desk)
    before = tables.rows("ConversationsTable")[0]
    change_conversation(desk, ADA, found.id, lambda known, now: known.accepted(ADA, now))
    accepted = record("ConversationsTable", tables.rows("ConversationsTable")[0], before)
    for _ in range(2):
        assert read_stream(desk, accepted) == []
    assert [message.content for message in logged(desk, found.id)][1:] == ["Ada joined the conversation."]


def test_an_announcement_that_a_later_change_has_overtaken_is_still_made(desk: Desk, tables: Tables) -> None:
    found = started(desk)
    change_conversation(desk, ADA, found.id, lambda known, now: known.accepted(ADA, now))
    accepted = record("ConversationsTable", tables.rows("ConversationsTable")[0])
    say(desk, ADA, found.id, "Hello.")
    assert stored(desk, found.id).announcement is None
    assert read_stream(desk, accepted) == []
    assert [message.sender_type for message in logged(desk, found.id)][-1] is SenderType.SYSTEM


def test_a_read_mark_a_removal_and_a_system_message_ask_for_nothing(
    desk: Desk, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_status(desk, Status.ACTIVE)
    row = tables.rows("ConversationsTable")[0]
    marked = {**row, "visitor_read_seq": {"N": "2"}}
    system = next(each for each in tables.rows("MessagesTable") if each["type"]["S"] == "system")
    gone = [record(table, None, tables.rows(table)[0]) for table in KEYS]
    monkeypatch.setattr(desk.conversations, "get", _fail)
    monkeypatch.setattr(desk.log, "read_from", _fail)
    assert read_stream(desk, record("ConversationsTable", marked, row), record("MessagesTable", system), *gone) == []


def _fail(*_: object, **__: object) -> None:
    raise AssertionError("Nothing was to be asked.")


def test_a_busy_store_asks_for_the_rest_of_the_batch_again(
    desk: Desk, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = in_status(desk, Status.WAITING)
    say(desk, VERA_HERSELF, found.id, "Still there?")
    rows = [row for row in tables.rows("MessagesTable") if row["type"]["S"] == "text"]
    batch = [record("MessagesTable", row, number=number) for number, row in enumerate(rows, 1)]
    whole = desk.conversations.get
    asked: list[str] = []

    def busy_at_the_second(*place: str, consistent: bool = False) -> Any:
        asked.append(place[1])
        if len(asked) == 2:
            raise Busy("The store is busy.")
        return whole(*place, consistent=consistent)

    monkeypatch.setattr(desk.conversations, "get", busy_at_the_second)
    assert read_stream(desk, *batch) == [f"{2:021}"]
    assert len(asked) == 4, "the last two are search and push, which learn of what is accounted for"
    assert read_stream(desk, *batch[1:]) == []


def test_a_message_of_a_conversation_that_never_came_to_be(desk: Desk, tables: Tables) -> None:
    """Its start died between the message and the summary; the visitor's next try makes it whole."""
    desk.log.append(a_message(1))
    assert read_stream(desk, *messages(tables)) == []
    assert tables.rows("ConversationsTable") == []


def test_what_has_been_resolved_for_a_day_closes_and_is_told(desk: Desk, clock: FakeClock, sockets: SocketsApi) -> None:
    found, fresh = in_status(desk, Status.RESOLVED), started(desk, "start-2")
    clock.advance(days=1, seconds=1)
    connected(desk, "vera", VERA_HERSELF, found.id)
    assert (auto_close(desk), auto_close(desk)) == (1, 0)
    assert (stored(desk, found.id).status, stored(desk, fresh.id).status) == (Status.CLOSED, Status.PENDING)
    assert stored(desk, found.id).closed_at == clock.now()
    assert sockets.types("vera") == ["conversation.ended"]


def test_a_message_that_nobody_accounted_for_keeps_it_open(desk: Desk, clock: FakeClock) -> None:
    found = in_status(desk, Status.RESOLVED)
    written = a_message(4, conversation_id=found.id, created_at=clock.now() + timedelta(minutes=1))
    desk.log.append(written)
    clock.advance(days=2)
    assert auto_close(desk) == 0
    assert stored(desk, found.id).status is Status.PENDING
