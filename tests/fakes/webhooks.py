"""Webhooks in memory: who wants to know what, the queue, the log, and a receiver that answers as it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import Delivery, Reply, WebhookJob
from frontdesk.domain.webhook_event import WebhookEvent
from frontdesk.use_cases.ports import Page
from frontdesk.use_cases.webhook_ports import Subject, Subscription, WebhookDesk, WebhookOutlet, WebhookPost
from tests.fakes.step import Step, no_step

FIRST_PAUSE = timedelta(seconds=10)


@dataclass
class FakeWebhooks:
    step: Step = no_step
    _stored: dict[tuple[str, str], Webhook] = field(default_factory=dict)

    def get(self, tenant_id: str, webhook_id: str) -> Webhook | None:
        self.step("webhooks.get")
        return self._stored.get((tenant_id, webhook_id))

    def of_tenant(self, tenant_id: str) -> Sequence[Webhook]:
        self.step("webhooks.of_tenant")
        own = [webhook for webhook in self._stored.values() if webhook.tenant_id == tenant_id]
        return sorted(own, key=lambda webhook: (webhook.created_at, webhook.id))

    def add(self, webhook: Webhook) -> None:
        self.step("webhooks.add")
        self._stored[webhook.tenant_id, webhook.id] = webhook

    def replace(self, old: Webhook, new: Webhook) -> bool:
        self.step("webhooks.replace")
        stored = self._stored.get((old.tenant_id, old.id))
        if stored is None or stored.version != old.version:
            return False
        self._stored[old.tenant_id, old.id] = new
        return True

    def remove(self, tenant_id: str, webhook_id: str) -> None:
        self.step("webhooks.remove")
        self._stored.pop((tenant_id, webhook_id), None)


@dataclass
class FakeSubscriptions:
    """Knows at once what has changed."""

    webhooks: FakeWebhooks

    def of_tenant(self, tenant_id: str) -> Sequence[Subscription]:
        stored = self.webhooks.of_tenant(tenant_id)
        return [Subscription(webhook.id, webhook.events) for webhook in stored if webhook.active]


@dataclass
class FakeWebhookQueue:
    step: Step = no_step
    jobs: list[WebhookJob] = field(default_factory=list)
    postponed: list[tuple[str, float]] = field(default_factory=list)

    def put(self, jobs: Sequence[WebhookJob]) -> None:
        self.step("webhook_queue.put")
        self.jobs.extend(jobs)

    def postpone(self, receipt: str, seconds: float) -> None:
        self.step("webhook_queue.postpone")
        self.postponed.append((receipt, seconds))


@dataclass
class FakeDeliveries:
    step: Step = no_step
    _stored: dict[tuple[str, str, str], Delivery] = field(default_factory=dict)

    def get(self, tenant_id: str, webhook_id: str, event_id: str) -> Delivery | None:
        self.step("deliveries.get")
        return self._stored.get((tenant_id, webhook_id, event_id))

    def put(self, delivery: Delivery) -> None:
        self.step("deliveries.put")
        self._stored[delivery.event.tenant_id, delivery.webhook_id, delivery.event.id] = delivery

    def of_webhook(self, tenant_id: str, webhook_id: str, cursor: str | None, limit: int) -> Page[Delivery]:
        self.step("deliveries.of_webhook")
        if cursor is not None and not cursor.startswith("evt_"):
            raise InvalidInput("cursor", "This cursor does not come from a webhook's log. Begin again without one.")
        own = [found for key, found in self._stored.items() if key[:2] == (tenant_id, webhook_id)]
        below = [found for found in own if cursor is None or found.event.id < cursor]
        items = sorted(below, key=lambda delivery: delivery.event.id, reverse=True)[:limit]
        return Page(items, items[-1].event.id if len(below) > limit else None)


@dataclass
class FakeReceiver:
    """Takes everything once its `replies` are used up."""

    step: Step = no_step
    replies: list[Reply] = field(default_factory=list)
    sent: list[tuple[WebhookEvent, Subject]] = field(default_factory=list)

    def send(self, webhook: Webhook, event: WebhookEvent, subject: Subject, now: datetime) -> Reply:
        self.step("receiver.send")
        self.sent.append((event, subject))
        return self.replies.pop(0) if self.replies else Reply(status=204, latency_ms=12)


@dataclass(frozen=True, slots=True)
class FakeWebhookOutlet(WebhookOutlet):
    subscriptions: FakeSubscriptions
    queue: FakeWebhookQueue


@dataclass(frozen=True, slots=True)
class FakeWebhookPost(WebhookPost):
    webhooks: FakeWebhooks
    deliveries: FakeDeliveries
    sender: FakeReceiver


def make_webhook_outlet(step: Step = no_step, webhooks: FakeWebhooks | None = None) -> FakeWebhookOutlet:
    return FakeWebhookOutlet(FakeSubscriptions(webhooks or FakeWebhooks(step)), FakeWebhookQueue(step))


def make_webhook_post(step: Step = no_step) -> FakeWebhookPost:
    """Leaves nothing to chance: every pause is as long as it can be."""
    return FakeWebhookPost(FakeWebhooks(step), FakeDeliveries(step), FakeReceiver(step), FIRST_PAUSE, lambda: 1.0)


def make_webhook_desk(post: FakeWebhookPost | None = None) -> WebhookDesk:
    """What admins work with, over the same webhooks and log as what delivers."""
    delivering = post or make_webhook_post()
    return WebhookDesk(delivering.webhooks, delivering.deliveries, make_webhook_outlet(webhooks=delivering.webhooks))
