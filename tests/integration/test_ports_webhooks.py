"""The ports of webhooks: who wants to know what, the log, and the queue; in memory, and in DynamoDB and SQS."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.session import get_session

from frontdesk.adapters.dynamodb_webhooks import (
    RETENTION,
    DynamoDeliveries,
    DynamoWebhooks,
    RememberedSubscriptions,
)
from frontdesk.adapters.sqs_webhook_queue import SqsWebhookQueue
from frontdesk.contract.webhook_job import job_of
from frontdesk.domain.errors import Busy, InvalidInput
from frontdesk.domain.webhook import OffReason, Webhook
from frontdesk.domain.webhook_delivery import Delivery, Failure, Reply, WebhookJob
from frontdesk.domain.webhook_event import EventType, of_message
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.webhook_ports import Deliveries, Webhooks
from tests.fakes.people import TENANT
from tests.fakes.system import START, FakeClock
from tests.fakes.webhooks import FakeDeliveries, FakeWebhooks
from tests.integration.cloud import Tables

OTHER_TENANT = "elsewhere"


@pytest.fixture
def webhooks(real: bool) -> Webhooks:
    return DynamoWebhooks() if real else FakeWebhooks()


@pytest.fixture
def deliveries(real: bool, clock: FakeClock) -> Deliveries:
    return DynamoDeliveries(clock) if real else FakeDeliveries()


def a_webhook(webhook_id: str = "w1", *, added: int = 0, **changes: Any) -> Webhook:
    at = START + timedelta(seconds=added)
    plain = Webhook(
        tenant_id=TENANT,
        id=webhook_id,
        url="https://hooks.example.com/desk",
        events=frozenset({EventType.MESSAGE_CREATED, EventType.RATING_GIVEN}),
        secret="whsec_c2VjcmV0",
        created_at=at,
        updated_at=at,
    )
    return replace(plain, **changes)


def a_delivery(number: int = 1, webhook_id: str = "w1") -> Delivery:
    return Delivery(webhook_id=webhook_id, event=of_message(TENANT, "c1", number, START + timedelta(seconds=number)))


def test_a_webhook_is_found_as_it_was_added(webhooks: Webhooks) -> None:
    full = a_webhook(
        description="CRM",
        active=False,
        former_secret="whsec_Zm9ybWVy",
        former_until=START,
        failing_since=START,
        off_reason=OffReason.FAILING,
    )
    webhooks.add(full)
    assert webhooks.get(TENANT, "w1") == full
    assert webhooks.get(OTHER_TENANT, "w1") is None
    assert webhooks.get(TENANT, "w2") is None


def test_a_tenants_webhooks_come_in_the_order_in_which_they_were_added(webhooks: Webhooks) -> None:
    for webhook_id, added in (("b", 2), ("c", 1), ("a", 3)):
        webhooks.add(a_webhook(webhook_id, added=added))
    webhooks.add(a_webhook("d", tenant_id=OTHER_TENANT))
    assert [webhook.id for webhook in webhooks.of_tenant(TENANT)] == ["c", "b", "a"]


def test_of_two_changes_at_once_one_wins(webhooks: Webhooks) -> None:
    before = a_webhook(failing_since=START)
    webhooks.add(before)
    after = replace(before, url="https://other.example.com/", failing_since=None, version=2)
    assert webhooks.replace(before, after)
    assert not webhooks.replace(before, replace(before, description="late", version=2))
    assert webhooks.get(TENANT, "w1") == after


def test_a_webhook_that_is_removed_is_gone_and_does_not_come_back(webhooks: Webhooks) -> None:
    webhooks.add(a_webhook())
    for _ in range(2):
        webhooks.remove(TENANT, "w1")
    assert webhooks.get(TENANT, "w1") is None
    assert not webhooks.replace(a_webhook(), a_webhook(failing_since=START))
    assert webhooks.of_tenant(TENANT) == []


def test_a_delivery_is_found_as_it_was_put_last(deliveries: Deliveries) -> None:
    tried = a_delivery().after(Reply(status=500, latency_ms=7), START, timedelta(seconds=10))
    tried = tried.after(Reply(failure=Failure.TIMEOUT, latency_ms=10_000), START, timedelta(seconds=40))
    for delivery in (a_delivery(), tried):
        deliveries.put(delivery)
    assert deliveries.get(TENANT, "w1", tried.event.id) == tried
    assert deliveries.get(TENANT, "w2", tried.event.id) is None
    assert deliveries.get(OTHER_TENANT, "w1", tried.event.id) is None


@pytest.mark.parametrize("limit", [1, 2, 5, 10])
def test_a_log_is_read_page_by_page_the_latest_event_first(deliveries: Deliveries, limit: int) -> None:
    for number in (3, 1, 5, 2, 4):
        deliveries.put(a_delivery(number))
    deliveries.put(a_delivery(9, "w2"))
    seen: list[int] = []
    cursor: str | None = None
    while True:
        page = deliveries.of_webhook(TENANT, "w1", cursor, limit)
        seen += [delivery.event.number for delivery in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == [5, 4, 3, 2, 1]


def test_a_cursor_of_somewhere_else_is_refused(deliveries: Deliveries) -> None:
    with pytest.raises(InvalidInput) as refused:
        deliveries.of_webhook(TENANT, "w1", "nonsense#", 10)
    assert refused.value.field == "cursor"


def test_a_delivery_goes_after_its_retention_and_holds_nothing_of_what_was_said(
    module_desk: Desk, tables: Tables, clock: FakeClock
) -> None:
    DynamoDeliveries(clock).put(a_delivery())
    (row,) = tables.rows("DirectoryTable")
    assert int(row["expires_at"]["N"]) == (START + RETENTION).timestamp()
    known = {"owner", "record", "tenant_id", "webhook_id", "type", "subject_id", "number", "at", "status", "attempts"}
    assert row.keys() == known | {"expires_at"}


def test_a_warm_function_asks_once_in_a_while(clock: FakeClock) -> None:
    asked: list[str] = []
    webhooks = FakeWebhooks(asked.append)
    remembered = RememberedSubscriptions(webhooks, clock, timedelta(seconds=60))
    for _ in range(100):
        assert remembered.of_tenant(TENANT) == []
    webhooks.add(a_webhook())
    webhooks.add(a_webhook("off", active=False))
    assert asked.count("webhooks.of_tenant") == 1
    assert remembered.of_tenant(TENANT) == []
    clock.advance(seconds=60)
    assert [subscription.webhook_id for subscription in remembered.of_tenant(TENANT)] == ["w1"]


@pytest.fixture
def sqs(module_desk: Desk) -> Iterator[tuple[Any, str]]:
    client = boto3.client("sqs")
    url = client.create_queue(QueueName="webhooks")["QueueUrl"]
    yield client, url
    client.delete_queue(QueueUrl=url)


def test_every_job_comes_out_of_the_queue_in_its_tenants_group(sqs: tuple[Any, str]) -> None:
    client, url = sqs
    jobs = [WebhookJob(webhook_id="w1", event=a_delivery(number).event) for number in range(13)]
    SqsWebhookQueue(get_session(), url).put(jobs)
    found: list[dict[str, Any]] = []
    while len(found) < len(jobs):
        found += client.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"], VisibilityTimeout=60
        )["Messages"]
    assert sorted((job_of(message["Body"]) for message in found), key=lambda job: job.event.number) == jobs
    assert {message["Attributes"]["MessageGroupId"] for message in found} == {TENANT}
    assert json.loads(found[0]["Body"]).keys() == {"tenant_id", "webhook_id", "type", "subject_id", "number", "at"}


def test_a_job_is_postponed(sqs: tuple[Any, str]) -> None:
    client, url = sqs
    queue = SqsWebhookQueue(get_session(), url)
    queue.put([WebhookJob(webhook_id="w1", event=a_delivery().event)])
    (message,) = client.receive_message(QueueUrl=url, VisibilityTimeout=60)["Messages"]
    queue.postpone(message["ReceiptHandle"], 0)
    (again,) = client.receive_message(QueueUrl=url)["Messages"]
    assert again["MessageId"] == message["MessageId"]


def test_a_queue_that_does_not_answer_is_busy(module_desk: Desk) -> None:
    queue = SqsWebhookQueue(get_session(), "https://sqs.us-east-1.amazonaws.com/123456789012/nowhere")
    with pytest.raises(Busy):
        queue.put([WebhookJob(webhook_id="w1", event=a_delivery().event)])
