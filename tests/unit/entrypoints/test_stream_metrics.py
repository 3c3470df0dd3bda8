"""What the streams' records tell of how the desk is doing."""

import json
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalating import FRONTDESK, Call, escalated
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.vocabulary import Handler, SenderType, Status
from frontdesk.entrypoints.stream_metrics import tell_batch
from frontdesk.metrics import Meter
from tests.fakes.people import ADA, a_conversation, a_message
from tests.fakes.system import START
from tests.reliability.stream_records import Record, conversation_of, of_change, of_message

LATER = START + timedelta(seconds=90)
Capture = pytest.CaptureFixture[str]


def measured(capsys: Capture, *records: Record, again: str | None = None) -> dict[str, Any]:
    """Values by the metric's name, with that of its dimension where it has one."""
    failures = [{"itemIdentifier": again}] if again else []
    tell_batch(Meter(), conversation_of, {"Records": records}, {"batchItemFailures": failures})
    found: defaultdict[str, list[float]] = defaultdict(list)
    for line in map(json.loads, capsys.readouterr().out.splitlines()):
        (described,) = line["_aws"]["CloudWatchMetrics"]
        labels = [line[name] for (names,) in [described["Dimensions"]] for name in names if name != "service"]
        for metric in described["Metrics"]:
            found[" ".join([metric["Name"], *labels])] += line[metric["Name"]]
    return dict(found)


def changed(before: Conversation | None, after: Conversation) -> Record:
    return of_change(before, after, 1)


def test_messages_are_counted_by_who_wrote_them(capsys: Capture) -> None:
    records = [of_message(a_message(seq, sender_type=who), seq) for seq, who in enumerate(SenderType, start=1)]
    records.append(of_message(a_message(5, sender_type=SenderType.VISITOR), 5))
    counts = measured(capsys, *records)
    assert counts == {**{f"Messages {who}": [1] for who in SenderType}, "Messages visitor": [2]}


def test_a_note_is_no_message(capsys: Capture) -> None:
    assert measured(capsys, of_message(a_message(1, after_seq=3), 1)) == {}


def test_the_bots_confidence_is_told_with_each_of_its_answers(capsys: Capture) -> None:
    record = of_message(a_message(1, sender_type=SenderType.BOT), 1)
    record["dynamodb"]["NewImage"]["answer"] = {"S": json.dumps({"confidence": 0.83, "sources": []})}
    assert measured(capsys, record)["BotConfidence"] == [0.83]


@pytest.mark.parametrize("handler", Handler)
def test_a_conversation_that_begins_is_counted_by_who_handles_it(capsys: Capture, handler: Handler) -> None:
    begun = a_conversation(Status.ACTIVE, handler=handler, wait_seconds=None)
    assert measured(capsys, changed(None, begun)) == {f"ConversationsStarted {handler}": [1]}


def test_the_first_response_is_timed_once(capsys: Capture) -> None:
    before = a_conversation(Status.ACTIVE)
    answered = replace(before, first_response_at=LATER)
    assert measured(capsys, changed(before, answered)) == {"FirstResponse": [90]}
    assert measured(capsys, changed(answered, replace(answered, subject="Shoes"))) == {}


def test_the_wait_is_told_by_who_comes_out_of_the_queue(capsys: Capture) -> None:
    waiting = a_conversation()
    taken = waiting.accepted(ADA, LATER)
    assert measured(capsys, changed(waiting, taken)) == {"QueueWait": [90]}
    assert measured(capsys, changed(taken, taken.ended(ADA, LATER))) == {}


@pytest.mark.parametrize("reason", EscalationReason)
def test_an_escalation_is_counted_by_its_reason(capsys: Capture, reason: EscalationReason) -> None:
    before = a_conversation()
    called = escalated(before, Call(reason=reason, by=FRONTDESK), LATER)
    assert measured(capsys, changed(before, called)) == {f"Escalations {reason}": [1]}
    assert measured(capsys, changed(called, replace(called, subject="Shoes"))) == {}


def test_what_is_to_come_again_is_told_when_it_is_done(capsys: Capture) -> None:
    records = [of_message(a_message(seq), seq) for seq in (1, 2, 3)]
    assert sum(sum(values) for values in measured(capsys, *records, again="2").values()) == 1
    assert sum(sum(values) for values in measured(capsys, *records[1:]).values()) == 2


def test_a_row_that_expires_tells_nothing(capsys: Capture) -> None:
    expired: Record = {"dynamodb": {"Keys": {"log": {"S": "acme#c"}, "seq": {"N": "1"}}, "SequenceNumber": "1"}}
    assert measured(capsys, expired) == {}
