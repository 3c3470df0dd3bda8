"""The Conversations stream starts escalations and ends their waits, on moto's tables, however often it delivers."""

from dataclasses import replace
from typing import Any

import pytest

from frontdesk.adapters.dynamodb_conversation_row import conversation_of_image
from frontdesk.adapters.dynamodb_outcomes import DynamoOutcomes
from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation import Outcome
from frontdesk.domain.escalation_steps import EscalationStep
from frontdesk.domain.message_parts import BotAnswer, Source
from frontdesk.domain.outcome import OutcomeKind
from frontdesk.domain.vocabulary import HandlerType, SenderType
from frontdesk.entrypoints.table_stream import handle
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.escalate_conversation import escalate_conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.start_conversation import Beginning, start_conversation
from tests.fakes.escalation_scenes import called_for
from tests.fakes.people import ADA, TENANT, VERA, VERA_HERSELF, WIDGET, a_message
from tests.fakes.scenes import started
from tests.fakes.stream import FakeStreamDesk, a_stream_desk
from tests.integration.cloud import Tables

Row = dict[str, Any]
BOT_WIDGET = replace(WIDGET, handler_type=HandlerType.AI_BOT)
REFUNDS = Source(article_id="refund", title="Refunds", slug="refunds", passage="Five days.", score=0.9)
ANSWER = BotAnswer(confidence=0.8, raw_confidence=0.75, threshold=0.65, provider="retrieval", sources=(REFUNDS,))


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


def test_the_answer_that_a_visitor_leaves_by_the_button_has_its_outcome_in_the_table(
    desk: Desk, tables: Tables
) -> None:
    onward = a_stream_desk(outcomes=DynamoOutcomes())
    view, _ = start_conversation(desk, BOT_WIDGET, VERA, VERA_HERSELF, Beginning(client_id="start"))
    desk.log.append(a_message(1, conversation_id=view.conversation.id))
    desk.log.append(a_message(2, SenderType.BOT, conversation_id=view.conversation.id, answer=ANSWER))
    before = row(tables)
    escalate_conversation(desk, VERA_HERSELF, view.conversation.id)
    for _ in range(2):
        assert read_stream(desk, onward, before, row(tables)) == []
    (outcome,) = DynamoOutcomes().latest(TENANT, 10)
    assert (outcome.seq, outcome.kind, outcome.answered) == (2, OutcomeKind.ESCALATED_AFTER, False)
    assert outcome.raw_confidence == 0.75


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
