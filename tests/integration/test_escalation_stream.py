"""The Conversations stream starts escalations and ends their waits, on moto's tables, however often it delivers."""

from typing import Any

import pytest

from frontdesk.adapters.dynamodb_conversation_row import conversation_of_image
from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationStep
from frontdesk.entrypoints.table_stream import handle
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.ports import Desk
from tests.fakes.escalation_scenes import called_for
from tests.fakes.people import ADA
from tests.fakes.scenes import started
from tests.fakes.stream import FakeStreamDesk, a_stream_desk
from tests.integration.cloud import Tables

Row = dict[str, Any]


def row(tables: Tables) -> Row:
    (only,) = tables.rows("ConversationsTable")
    return only


def read_stream(desk: Desk, onward: FakeStreamDesk, before: Row, after: Row) -> list[Any]:
    """The records that are to come again."""
    change = {"Keys": {"conversation_key": after["conversation_key"]}, "SequenceNumber": "1"}
    record = {"dynamodb": {**change, "OldImage": before, "NewImage": after}}
    return list(handle(desk, onward, conversation_of_image, {"Records": [record]})["batchItemFailures"])


def test_an_escalation_is_started_once_however_often_its_record_comes(desk: Desk, tables: Tables) -> None:
    onward = a_stream_desk()
    found = started(desk)
    before = row(tables)
    key = called_for(desk, found)
    for _ in range(2):
        assert read_stream(desk, onward, before, row(tables)) == []
    assert onward.escalations.machine.started == [key]


def test_who_waits_is_told_the_end_once_however_often_its_record_comes(desk: Desk, tables: Tables) -> None:
    onward = a_stream_desk()
    key = called_for(desk)
    onward.escalations.steps.keep_token(key, EscalationStep.WAIT, "token-1", desk.clock.now())
    before = row(tables)
    accept_conversation(desk, ADA, key.conversation_id)
    for _ in range(2):
        assert read_stream(desk, onward, before, row(tables)) == []
    assert onward.escalations.machine.answered == {"token-1": Outcome.ACCEPTED}


def test_a_change_of_anything_else_starts_nothing(desk: Desk, tables: Tables) -> None:
    onward = a_stream_desk()
    called_for(desk)
    assert read_stream(desk, onward, row(tables), row(tables)) == []
    assert onward.escalations.machine.started == []


@pytest.mark.parametrize("call", ["escalation_machine.start", "push_queue.put"])
def test_where_something_is_busy_the_record_comes_again(desk: Desk, tables: Tables, call: str) -> None:
    def fail_once(name: str) -> None:
        if name == call and failures:
            failures.pop()
            raise Busy("Not now.")

    failures = [None]
    onward = a_stream_desk(fail_once)
    found = started(desk)
    before = row(tables)
    key = called_for(desk, found)
    assert len(read_stream(desk, onward, before, row(tables))) == 1
    assert read_stream(desk, onward, before, row(tables)) == []
    assert onward.escalations.machine.started == [key]
