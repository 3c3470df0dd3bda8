"""What becomes of each job of a batch."""

import json
import logging
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from frontdesk.contract.push_job import body_of
from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.errors import Busy
from frontdesk.domain.notification import PushJob, Reason
from frontdesk.entrypoints.push import BUSY_SECONDS, handle
from frontdesk.use_cases.accept_conversation import accept_conversation
from frontdesk.use_cases.push_ports import PushDelayed, PushRefused
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import ADA, TENANT, VERA_HERSELF
from tests.fakes.push import FakeInbox, FakePushDesk, make_push_desk
from tests.fakes.scenes import online, say, started
from tests.fakes.system import START

ENDPOINT = "https://push.example/phone"


@dataclass
class Context:
    milliseconds: int = 30_000

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


@dataclass
class Consumer:
    desk: FakeDesk
    pushes: FakePushDesk
    conversation_id: str
    inbox: FakeInbox = field(default_factory=FakeInbox)
    lines: list[logging.LogRecord] = field(default_factory=list)

    def body(self, content: str) -> str:
        seq = say(self.desk, VERA_HERSELF, self.conversation_id, content).message.seq
        return body_of(PushJob(TENANT, self.conversation_id, ADA.id, Reason.MESSAGE, seq))

    def take(self, *bodies: str, milliseconds: int = 30_000) -> list[str]:
        """The ids of those that are to come again."""
        records = [
            {"messageId": f"m{number}", "receiptHandle": f"r{number}", "body": body, "eventSource": "aws:sqs"}
            for number, body in enumerate(bodies)
        ]
        logger = Logger(service=f"test-{id(self)}", level="INFO")
        logger.addFilter(lambda record: self.lines.append(record) or False)  # type: ignore[func-returns-value]
        answer = handle(self.desk, self.pushes, self.inbox, logger, {"Records": records}, Context(milliseconds))
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def said(self) -> list[str]:
        return [line.getMessage() for line in self.lines]

    def shown(self) -> list[str]:
        return [push.body for _, push in self.pushes.channel.sent]


@pytest.fixture
def consumer() -> Consumer:
    desk = make_desk()
    pushes = make_push_desk(clock=desk.clock)
    online(desk, ADA)
    conversation = started(desk)
    accept_conversation(desk, ADA, conversation.id)
    phone = Device(
        tenant_id=TENANT,
        agent_id=ADA.id,
        id="phone",
        kind=DeviceKind.WEB,
        endpoint=ENDPOINT,
        label="Phone",
        added_at=START,
    )
    pushes.devices.put(phone)
    return Consumer(desk, pushes, conversation.id)


def test_a_batch_is_done_and_told_in_one_line_without_a_word_of_it(consumer: Consumer) -> None:
    assert consumer.take(consumer.body("One"), consumer.body("Two")) == []
    assert len(consumer.shown()) == 2
    (line,) = consumer.lines
    assert (line.getMessage(), line.jobs, line.devices, line.again) == ("agents_notified", 2, 2, 0)  # type: ignore[attr-defined]
    assert "Two" not in repr(vars(line))


@pytest.mark.parametrize(
    "body",
    [
        "nonsense",
        "{}",
        json.dumps({"tenant_id": TENANT}),
        json.dumps(
            {"tenant_id": TENANT, "conversation_id": "c", "agent_id": "a", "reason": "because", "number": 1, "more": 1}
        ),
    ],
)
def test_what_is_no_job_is_buried_at_once_and_the_rest_is_done(consumer: Consumer, body: str) -> None:
    assert consumer.take(body, consumer.body("One")) == []
    assert consumer.inbox.buried == [body]
    assert consumer.shown() == ["One"]


def test_a_push_that_is_refused_is_buried_at_once(consumer: Consumer) -> None:
    consumer.pushes.channel.failures[ENDPOINT] = PushRefused(413)
    body = consumer.body("One")
    assert consumer.take(body) == []
    assert consumer.inbox.buried == [body]
    assert consumer.said() == ["push_job_buried", "agents_notified"]


def test_a_push_that_is_delayed_comes_again_when_the_service_says_and_the_others_do_not(consumer: Consumer) -> None:
    consumer.pushes.channel.failures[ENDPOINT] = PushDelayed(42)
    assert consumer.take(consumer.body("One"), consumer.body("Two")) == ["m0"]
    assert consumer.inbox.postponed == [("r0", 42)]
    assert consumer.inbox.buried == []


def test_a_busy_store_is_asked_again_soon(consumer: Consumer, monkeypatch: pytest.MonkeyPatch) -> None:
    body = consumer.body("One")

    def busy(*_: object, **__: object) -> Any:
        raise Busy("The store is busy.")

    monkeypatch.setattr(consumer.desk.conversations, "get", busy)
    assert consumer.take(body) == ["m0"]
    assert consumer.inbox.postponed == [("r0", BUSY_SECONDS)]
    assert consumer.said() == ["agents_notified"]


def test_a_mistake_of_ours_is_logged_and_tried_again_until_the_queue_gives_up(
    consumer: Consumer, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = consumer.body("One")

    def broken(*_: object, **__: object) -> Any:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(consumer.desk.conversations, "get", broken)
    assert consumer.take(body) == ["m0"]
    assert (consumer.inbox.postponed, consumer.inbox.buried) == ([], [])
    assert consumer.said() == ["push_failed", "agents_notified"]


def test_no_job_is_begun_that_may_not_come_to_its_end(consumer: Consumer) -> None:
    assert consumer.take(consumer.body("One"), milliseconds=11_999) == ["m0"]
    assert consumer.inbox.postponed == [("r0", 0)]
    assert consumer.shown() == []


def test_dead_letters_that_cannot_be_reached_keep_the_job_in_the_queue(consumer: Consumer) -> None:
    def busy(_name: str) -> None:
        raise Busy("The queue of dead letters cannot be reached.")

    consumer.inbox = replace(consumer.inbox, step=busy)
    assert consumer.take("nonsense") == ["m0"]


def test_a_queue_that_cannot_be_told_keeps_the_job_for_its_usual_time(consumer: Consumer) -> None:
    def busy(_name: str) -> None:
        raise Busy("The queue cannot be reached.")

    consumer.pushes.channel.failures[ENDPOINT] = PushDelayed(42)
    consumer.inbox = replace(consumer.inbox, step=busy)
    assert consumer.take(consumer.body("One")) == ["m0"]
