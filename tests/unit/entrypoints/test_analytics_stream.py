"""What the streams' records do to the counters."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from aws_lambda_powertools import Logger

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.vocabulary import Status
from frontdesk.entrypoints.analytics_stream import handle
from tests.fakes import make_desk
from tests.fakes.counters import FakeCounters
from tests.fakes.desk import FakeDesk
from tests.fakes.people import ADA, TENANT, a_conversation
from tests.fakes.system import START

LOGGER = Logger(service="tests", level="ERROR")
LATER = START + timedelta(minutes=1)
Json = dict[str, Any]


def changed(before: Conversation | None, after: Conversation, number: int) -> Json:
    images = {"OldImage": before, "NewImage": after}
    told = {name: {"version": one.version, "it": one} for name, one in images.items() if one}
    return {"dynamodb": {"Keys": {}, "SequenceNumber": str(number), **told}}


def answered(conversation_id: str, seq: int, number: int, confidence: float = 0.91) -> Json:
    keys = {"log": {"S": f"{TENANT}#{conversation_id}"}, "seq": {"N": str(seq)}}
    image = {**keys, "answer": {"S": json.dumps({"confidence": confidence, "threshold": 0.65})}}
    return {"dynamodb": {"Keys": keys, "SequenceNumber": str(number), "NewImage": image}}


def removed(number: int) -> Json:
    gone = {"version": 9, "it": a_conversation()}
    return {"dynamodb": {"Keys": {}, "SequenceNumber": str(number), "OldImage": gone}}


def read(desk: FakeDesk, counters: FakeCounters, *records: Json) -> list[str]:
    """The records that are to come again."""
    answer = handle(desk, counters, LOGGER, lambda image: image["it"], {"Records": list(records)})
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_a_conversation_that_changes_twice_in_a_batch_is_counted_once() -> None:
    waiting = a_conversation()
    accepted = waiting.accepted(ADA, LATER)
    steps: list[str] = []
    counters = FakeCounters(steps.append)
    assert read(make_desk(), counters, changed(None, waiting, 1), changed(waiting, accepted, 2)) == []
    assert steps == ["counters.contribution", "counters.replace"]
    contribution = counters.contribution(TENANT, waiting.id)
    assert contribution is not None
    assert contribution.version == accepted.version


def test_answers_of_the_bot_count_with_their_conversation() -> None:
    desk, counters = make_desk(), FakeCounters()
    desk.conversations.create(a_conversation(Status.ACTIVE))
    assert read(desk, counters, answered("conversation-1", 2, 1), answered("conversation-1", 4, 2)) == []
    contribution = counters.contribution(TENANT, "conversation-1")
    assert contribution is not None
    assert contribution.answers == {2: 9, 4: 9}


def test_a_bot_that_only_asks_which_article_is_meant_has_not_answered() -> None:
    desk, counters = make_desk(), FakeCounters()
    conversation = a_conversation(Status.ACTIVE)
    desk.conversations.create(conversation)
    read(desk, counters, changed(None, conversation, 1), answered("conversation-1", 2, 2, confidence=0.64))
    contribution = counters.contribution(TENANT, "conversation-1")
    assert contribution is not None
    assert contribution.answers == {}


def test_what_is_gone_counts_no_further_and_takes_nothing_back() -> None:
    desk, counters = make_desk(), FakeCounters()
    read(desk, counters, changed(None, a_conversation(), 1))
    before = counters.everything()
    assert read(desk, counters, removed(2), answered("erased", 2, 3)) == []
    assert counters.everything() == before


def test_where_the_store_is_busy_the_batch_comes_again_from_the_first_that_was_not_counted() -> None:
    first, second = a_conversation(id="first"), a_conversation(id="second")

    class BusyWithOne(FakeCounters):
        def replace(self, before: Any, after: Any) -> bool:
            if after.conversation_id == "second":
                raise Busy("The store is busy.")
            return super().replace(before, after)

    counters = BusyWithOne()
    records = [changed(None, first, 1), changed(None, second, 2), changed(None, replace(first, id="third"), 3)]
    assert read(make_desk(), counters, *records) == ["2"]
    assert counters.contribution(TENANT, "third") is not None
