"""What becomes of each job of a batch, and which jobs the streams' records make."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from frontdesk.contract.webhook_job import body_of
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy
from frontdesk.domain.message import Message, written_by
from frontdesk.domain.vocabulary import MessageType, Status
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import MOST_ATTEMPTS, Failure, Reply, WebhookJob
from frontdesk.domain.webhook_event import SUBSCRIBABLE, of_message
from frontdesk.entrypoints.webhook_stream import webhook_events
from frontdesk.entrypoints.webhooks import BUSY_SECONDS, handle
from tests.fakes import FakeDesk, make_desk
from tests.fakes.people import TENANT, VERA_HERSELF
from tests.fakes.scenes import say, started
from tests.fakes.system import START
from tests.fakes.webhooks import FakeWebhookPost, FakeWebhookQueue, make_webhook_outlet, make_webhook_post
from tests.reliability.stream_records import Record, conversation_of, of_change
from tests.reliability.stream_records import of_message as record_of_message

WEBHOOK = Webhook(
    tenant_id=TENANT,
    id="webhook-1",
    url="https://hooks.example.com/",
    events=frozenset(SUBSCRIBABLE),
    secret="whsec_c2VjcmV0",
    created_at=START,
    updated_at=START,
)


@dataclass
class Consumer:
    desk: FakeDesk
    post: FakeWebhookPost
    conversation: Conversation
    inbox: FakeWebhookQueue = field(default_factory=FakeWebhookQueue)
    lines: list[logging.LogRecord] = field(default_factory=list)

    def body(self, words: str) -> str:
        seq = say(self.desk, VERA_HERSELF, self.conversation.id, words).message.seq
        event = of_message(TENANT, self.conversation.id, seq, START)
        return body_of(WebhookJob(webhook_id=WEBHOOK.id, event=event))

    def take(self, *bodies: str, received: int = 1) -> list[str]:
        """The ids of those that are to come again."""
        records = [
            {
                "messageId": f"m{number}",
                "receiptHandle": f"r{number}",
                "body": body,
                "attributes": {"ApproximateReceiveCount": str(received)},
            }
            for number, body in enumerate(bodies)
        ]
        logger = Logger(service=f"test-{id(self)}", level="INFO")
        logger.addFilter(lambda record: self.lines.append(record) or False)  # type: ignore[func-returns-value]
        with ThreadPoolExecutor(1) as pool:
            answer = handle(self.desk, self.post, self.inbox, pool, logger, {"Records": records})
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


@pytest.fixture
def consumer() -> Consumer:
    desk, post = make_desk(), make_webhook_post()
    post.webhooks.add(WEBHOOK)
    return Consumer(desk, post, started(desk))


def test_what_is_taken_is_done_and_what_fails_comes_again_by_itself(consumer: Consumer) -> None:
    consumer.post.sender.replies += [Reply(status=200), Reply(status=500), Reply(status=200)]
    assert consumer.take(*(consumer.body(words) for words in ("One", "Two", "Three"))) == ["m1"]
    assert consumer.inbox.postponed == [("r1", 10.0)]


def test_each_pause_is_longer_than_the_one_before(consumer: Consumer) -> None:
    body = consumer.body("One")
    consumer.post.sender.replies += [Reply(failure=Failure.NO_CONNECTION)] * 3
    for received in (1, 2, 3):
        assert consumer.take(body, received=received) == ["m0"]
    assert [seconds for _, seconds in consumer.inbox.postponed] == [10, 40, 160]


def test_what_has_failed_for_good_goes_to_the_dead_letters_without_a_pause(consumer: Consumer) -> None:
    consumer.post.sender.replies.append(Reply(status=500))
    assert consumer.take(consumer.body("One"), received=MOST_ATTEMPTS) == ["m0"]
    assert consumer.inbox.postponed == [("r0", 0)]


def test_a_body_that_is_no_job_ends_with_the_dead_letters(consumer: Consumer) -> None:
    assert consumer.take("nonsense", consumer.body("One")) == ["m0"]
    assert "webhook_job_not_understood" in [line.getMessage() for line in consumer.lines]


def test_a_busy_store_is_asked_again_soon(consumer: Consumer) -> None:
    def busy(name: str) -> None:
        if name == "webhooks.get":
            raise Busy("now")

    body = consumer.body("One")
    consumer.post.webhooks.step = busy
    assert consumer.take(body) == ["m0"]
    assert consumer.inbox.postponed == [("r0", BUSY_SECONDS)]


def test_no_line_of_the_log_holds_an_address_or_a_word_of_what_was_said(consumer: Consumer) -> None:
    consumer.post.sender.replies.append(Reply(status=500))
    consumer.take(consumer.body("Marker"))
    logged = str([vars(line) for line in consumer.lines])
    assert "Marker" not in logged
    assert "hooks.example.com" not in logged


def stored(record: Record, name: str = "INSERT") -> dict[str, Any]:
    return {"eventName": name, "dynamodb": {**record["dynamodb"], "ApproximateCreationDateTime": START.timestamp()}}


def a_message(seq: int = 2, **changes: Any) -> Message:
    draft = written_by(VERA_HERSELF, client_id="said", content="Hello", limit=100)
    return replace(draft.at(TENANT, "c1", seq, START), **changes)


def events_of(*records: dict[str, Any], subscribed: bool = True) -> list[tuple[str, str, int]]:
    outlet = make_webhook_outlet()
    if subscribed:
        outlet.subscriptions.webhooks.add(WEBHOOK)
    found = webhook_events(outlet.subscriptions, conversation_of, records)
    return [(event.type.value, event.subject_id, event.number) for event in found]


def test_a_message_is_told_of_and_a_note_and_an_announcement_are_not() -> None:
    said = stored(record_of_message(a_message(), 1))
    note = stored(record_of_message(a_message(after_seq=2), 2))
    announced = stored(record_of_message(a_message(type=MessageType.SYSTEM), 3))
    assert events_of(said, note, announced) == [("message.created", "c1", 2)]


def test_a_row_of_the_log_that_is_written_again_is_no_new_message() -> None:
    assert events_of(stored(record_of_message(a_message(), 1), "MODIFY")) == []


def test_a_change_of_a_conversation_is_told_of(consumer: Consumer) -> None:
    after = replace(consumer.conversation, status=Status.RESOLVED, version=5)
    record = stored(of_change(consumer.conversation, after, 1), "MODIFY")
    assert events_of(record) == [("conversation.resolved", after.id, 5)]


def test_a_row_that_is_gone_is_told_to_nobody() -> None:
    keys = {"log": {"S": f"{TENANT}#c1"}, "seq": {"N": "1"}}
    assert events_of({"eventName": "REMOVE", "dynamodb": {"Keys": keys, "SequenceNumber": "1"}}) == []


def test_of_a_tenant_without_webhooks_not_even_the_time_is_read(consumer: Consumer) -> None:
    bare = of_change(None, consumer.conversation, 1)
    assert events_of(record_of_message(a_message(), 1), bare, subscribed=False) == []
