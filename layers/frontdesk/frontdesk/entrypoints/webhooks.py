"""Jobs from the webhooks' queue: each is delivered, or tried again later, until it ends with the dead letters.

Receivers answer as slowly as they like: a batch is delivered side by side, so that none keeps the others waiting.
"""

from collections.abc import Mapping
from concurrent.futures import Executor
from functools import partial
from typing import Any

from aws_lambda_powertools import Logger
from pydantic import ValidationError

from frontdesk.contract.webhook_job import job_of
from frontdesk.domain.errors import Busy
from frontdesk.domain.webhook_delivery import Delivery, DeliveryStatus
from frontdesk.use_cases.deliver_webhook import deliver_webhook
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.webhook_ports import WebhookInbox, WebhookPost

BUSY_SECONDS = 10
Record = Mapping[str, Any]


def handle(
    desk: Desk, post: WebhookPost, inbox: WebhookInbox, pool: Executor, logger: Logger, event: dict[str, Any]
) -> dict[str, Any]:
    """Which of the batch are to come again."""
    records = event["Records"]
    settled = list(pool.map(partial(_settle, desk, post, inbox, logger), records))
    again = [record["messageId"] for record, done in zip(records, settled, strict=True) if not done]
    logger.info("webhooks_delivered", extra={"jobs": len(records), "again": len(again)})
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}


def _settle(desk: Desk, post: WebhookPost, inbox: WebhookInbox, logger: Logger, record: Record) -> bool:
    """False for a job that is to come again: also one that has failed for good, which the queue then puts aside."""
    try:
        job = job_of(record["body"])
        delivery = deliver_webhook(desk, post, job, int(record["attributes"]["ApproximateReceiveCount"]))
        if delivery is None or delivery.status in (DeliveryStatus.DELIVERED, DeliveryStatus.CANCELLED):
            return True
        _told(logger, delivery)
        inbox.postpone(record["receiptHandle"], _seconds(desk, delivery))
    except ValidationError:
        logger.warning("webhook_job_not_understood", extra={"message_id": record["messageId"]})
    except Busy:
        _come_again(inbox, record)
    return False


def _seconds(desk: Desk, delivery: Delivery) -> float:
    if delivery.next_attempt_at is None:
        return 0
    return max((delivery.next_attempt_at - desk.clock.now()).total_seconds(), 0)


def _come_again(inbox: WebhookInbox, record: Record) -> None:
    try:
        inbox.postpone(record["receiptHandle"], BUSY_SECONDS)
    except Busy:
        return  # it comes again when its time in the queue is over


def _told(logger: Logger, delivery: Delivery) -> None:
    last = delivery.attempts[-1] if delivery.attempts else None
    logger.info(
        "webhook_not_delivered",
        extra={
            "tenant_id": delivery.event.tenant_id,
            "webhook_id": delivery.webhook_id,
            "event_id": delivery.event.id,
            "delivery_status": delivery.status.value,
            "answer": last.status if last else None,
            "failure": last.failure.value if last and last.failure else None,
        },
    )
