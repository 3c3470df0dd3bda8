"""The webhooks' rows of the Directory table.

key                                      access pattern
tenant#id, webhook#id                    one webhook of a tenant; all of them
webhook#tenant#id, delivery#event        one delivery of a webhook; its log, the latest event first

An event's id begins with its time, so that the order of ids is the order of the log. A delivery goes after its
retention, and holds nothing of what was said.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import DoesNotExist
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import assigning, epoch, took_place, without_none
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.webhook import OffReason, Webhook
from frontdesk.domain.webhook_delivery import Attempt, Delivery, DeliveryStatus, Failure
from frontdesk.domain.webhook_event import EventType, WebhookEvent
from frontdesk.use_cases.ports import Clock, Page
from frontdesk.use_cases.webhook_ports import Subscription, Webhooks

RETENTION = timedelta(days=14)
WEBHOOK = "webhook#"
DELIVERY = "delivery#"
LONGEST_ID = 64


class WebhookRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    url = UnicodeAttribute()
    description = UnicodeAttribute()
    events = JSONAttribute()
    active = BooleanAttribute()
    secret = UnicodeAttribute()
    former_secret = UnicodeAttribute(null=True)
    former_until = UTCDateTimeAttribute(null=True)
    failing_since = UTCDateTimeAttribute(null=True)
    off_reason = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()
    version = NumberAttribute()


class DeliveryRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    webhook_id = UnicodeAttribute()
    type = UnicodeAttribute()
    subject_id = UnicodeAttribute()
    number = NumberAttribute()
    at = UTCDateTimeAttribute()
    status = UnicodeAttribute()
    attempts = JSONAttribute()
    next_attempt_at = UTCDateTimeAttribute(null=True)
    expires_at = NumberAttribute()


class DynamoWebhooks:
    def get(self, tenant_id: str, webhook_id: str) -> Webhook | None:
        with suppress(DoesNotExist):
            return _webhook(WebhookRow.get(*_key(tenant_id, webhook_id), consistent_read=True))
        return None

    def of_tenant(self, tenant_id: str) -> Sequence[Webhook]:
        rows = WebhookRow.query(f"tenant#{tenant_id}", WebhookRow.record.startswith(WEBHOOK), consistent_read=True)
        return sorted(map(_webhook, rows), key=lambda webhook: (webhook.created_at, webhook.id))

    def add(self, webhook: Webhook) -> None:
        WebhookRow(*_key(webhook.tenant_id, webhook.id), **without_none(_stored(webhook))).save()

    def replace(self, old: Webhook, new: Webhook) -> bool:
        actions = assigning(WebhookRow, _stored(old), _stored(new))
        row = WebhookRow(*_key(old.tenant_id, old.id))
        return took_place(lambda: row.update(actions, condition=WebhookRow.version == old.version))

    def remove(self, tenant_id: str, webhook_id: str) -> None:
        WebhookRow(*_key(tenant_id, webhook_id)).delete()


class RememberedSubscriptions:
    """What a warm function knows of each tenant's webhooks, asked again after `look_again`."""

    def __init__(self, webhooks: Webhooks, clock: Clock, look_again: timedelta) -> None:
        self._webhooks = webhooks
        self._clock = clock
        self._look_again = look_again
        self._known: dict[str, tuple[datetime, Sequence[Subscription]]] = {}

    def of_tenant(self, tenant_id: str) -> Sequence[Subscription]:
        now = self._clock.now()
        looked_at, known = self._known.get(tenant_id, (None, ()))
        if looked_at is None or now - looked_at >= self._look_again:
            stored = self._webhooks.of_tenant(tenant_id)
            known = [Subscription(webhook.id, webhook.events) for webhook in stored if webhook.active]
            self._known[tenant_id] = (now, known)
        return known


class DynamoDeliveries:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def get(self, tenant_id: str, webhook_id: str, event_id: str) -> Delivery | None:
        with suppress(DoesNotExist):
            found = DeliveryRow.get(_log(tenant_id, webhook_id), f"{DELIVERY}{event_id}", consistent_read=True)
            return _delivery(found)
        return None

    def put(self, delivery: Delivery) -> None:
        event = delivery.event
        DeliveryRow(
            _log(event.tenant_id, delivery.webhook_id),
            f"{DELIVERY}{event.id}",
            tenant_id=event.tenant_id,
            webhook_id=delivery.webhook_id,
            type=event.type.value,
            subject_id=event.subject_id,
            number=event.number,
            at=event.at,
            status=delivery.status.value,
            attempts=[_written(attempt) for attempt in delivery.attempts],
            next_attempt_at=delivery.next_attempt_at,
            expires_at=epoch(self._clock.now() + RETENTION),
        ).save()

    def of_webhook(self, tenant_id: str, webhook_id: str, cursor: str | None, limit: int) -> Page[Delivery]:
        owner = _log(tenant_id, webhook_id)
        rows = DeliveryRow.query(
            owner,
            DeliveryRow.record.startswith(DELIVERY),
            limit=limit,
            last_evaluated_key={"owner": {"S": owner}, "record": {"S": _checked(cursor)}} if cursor else None,
            scan_index_forward=False,
        )
        items = [_delivery(row) for row in rows]
        last = rows.last_evaluated_key
        return Page(items, last["record"]["S"].removeprefix(DELIVERY) if last else None)


def _key(tenant_id: str, webhook_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"{WEBHOOK}{webhook_id}"


def _log(tenant_id: str, webhook_id: str) -> str:
    return f"{WEBHOOK}{tenant_id}#{webhook_id}"


def _checked(cursor: str) -> str:
    if not (cursor.startswith("evt_") and cursor.removeprefix("evt_").isalnum() and len(cursor) <= LONGEST_ID):
        raise InvalidInput("cursor", "This cursor does not come from a webhook's log. Begin again without one.")
    return f"{DELIVERY}{cursor}"


def _stored(webhook: Webhook) -> dict[str, Any]:
    return {
        "url": webhook.url,
        "description": webhook.description,
        "events": sorted(event.value for event in webhook.events),
        "active": webhook.active,
        "secret": webhook.secret,
        "former_secret": webhook.former_secret,
        "former_until": webhook.former_until,
        "failing_since": webhook.failing_since,
        "off_reason": webhook.off_reason.value if webhook.off_reason else None,
        "created_at": webhook.created_at,
        "updated_at": webhook.updated_at,
        "version": webhook.version,
    }


def _webhook(row: WebhookRow) -> Webhook:
    return Webhook(
        tenant_id=row.owner.removeprefix("tenant#"),
        id=row.record.removeprefix(WEBHOOK),
        url=row.url,
        description=row.description,
        events=frozenset(map(EventType, row.events)),
        active=row.active,
        secret=row.secret,
        former_secret=row.former_secret,
        former_until=row.former_until,
        failing_since=row.failing_since,
        off_reason=OffReason(row.off_reason) if row.off_reason else None,
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=int(row.version),
    )


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        webhook_id=row.webhook_id,
        event=WebhookEvent(
            tenant_id=row.tenant_id,
            type=EventType(row.type),
            subject_id=row.subject_id,
            number=int(row.number),
            at=row.at,
        ),
        status=DeliveryStatus(row.status),
        attempts=tuple(map(_attempt, row.attempts)),
        next_attempt_at=row.next_attempt_at,
    )


def _written(attempt: Attempt) -> dict[str, Any]:
    return without_none(
        {
            "at": attempt.at.isoformat(),
            "status": attempt.status,
            "failure": attempt.failure.value if attempt.failure else None,
            "latency_ms": attempt.latency_ms,
        }
    )


def _attempt(written: dict[str, Any]) -> Attempt:
    return Attempt(
        at=datetime.fromisoformat(written["at"]),
        status=written.get("status"),
        failure=Failure(written["failure"]) if "failure" in written else None,
        latency_ms=written["latency_ms"],
    )
