"""Look into a webhook's log, send something of it again, and send something to try it out."""

from dataclasses import replace

from frontdesk.domain.errors import Conflict, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import Delivery, DeliveryStatus, WebhookJob
from frontdesk.domain.webhook_event import EventType, WebhookEvent
from frontdesk.use_cases.manage_webhooks import find_webhook
from frontdesk.use_cases.ports import Desk, Page
from frontdesk.use_cases.webhook_ports import WebhookDesk


def list_deliveries(
    webhooks: WebhookDesk, admin: Principal, webhook_id: str, cursor: str | None, limit: int
) -> Page[Delivery]:
    """Raises NotFound, InvalidInput."""
    find_webhook(webhooks, admin, webhook_id)
    return webhooks.deliveries.of_webhook(admin.tenant_id, webhook_id, cursor, limit)


def resend_webhook(webhooks: WebhookDesk, admin: Principal, webhook_id: str, event_id: str) -> Delivery:
    """It goes under the same id as before. Raises NotFound, Conflict, Busy."""
    webhook = _switched_on(find_webhook(webhooks, admin, webhook_id))
    delivery = webhooks.deliveries.get(admin.tenant_id, webhook.id, event_id)
    if delivery is None:
        raise NotFound("There is no such delivery.")
    return _sent(webhooks, replace(delivery, status=DeliveryStatus.PENDING, next_attempt_at=None))


def try_webhook(desk: Desk, webhooks: WebhookDesk, admin: Principal, webhook_id: str) -> Delivery:
    """Raises NotFound, Conflict, Busy."""
    webhook = _switched_on(find_webhook(webhooks, admin, webhook_id))
    now = desk.clock.now()
    event = WebhookEvent(
        tenant_id=admin.tenant_id,
        type=EventType.TEST,
        subject_id=webhook.id,
        number=int(now.timestamp() * 1000),
        at=now,
    )
    return _sent(webhooks, Delivery(webhook_id=webhook.id, event=event))


def _switched_on(webhook: Webhook) -> Webhook:
    if not webhook.active:
        raise Conflict("This webhook is switched off. Switch it on first.")
    return webhook


def _sent(webhooks: WebhookDesk, delivery: Delivery) -> Delivery:
    """Noted first: what has been delivered before is delivered again only where the log says that it is pending."""
    webhooks.deliveries.put(delivery)
    webhooks.outlet.queue.put([WebhookJob(webhook_id=delivery.webhook_id, event=delivery.event)])
    return delivery
