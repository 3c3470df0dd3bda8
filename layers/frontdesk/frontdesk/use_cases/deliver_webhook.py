"""Deliver an event to a webhook, and note in its log what came of it."""

from datetime import timedelta

from frontdesk.domain.ticket import Ticket
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import Delivery, DeliveryStatus, Reply, WebhookJob, pause_after
from frontdesk.domain.webhook_event import EventType, WebhookEvent
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.webhook_ports import Subject, WebhookPost

TICKETS = (EventType.TICKET_CREATED, EventType.TICKET_UPDATED)
# An edit is written, or never will be, long before this many attempts.
WAITS_FOR_TICKET = 5


def deliver_webhook(desk: Desk, post: WebhookPost, job: WebhookJob, attempt: int) -> Delivery | None:
    """The entry of the log; None where the webhook is not there any more. Raises Busy.

    A job that comes again after it has been delivered delivers nothing; one that comes twice at once may deliver
    twice, under the same id. `attempt` counts from 1.
    """
    event = job.event
    webhook = post.webhooks.get(event.tenant_id, job.webhook_id)
    if webhook is None:
        return None
    delivery = post.deliveries.get(event.tenant_id, webhook.id, event.id)
    if delivery is not None and delivery.status is DeliveryStatus.DELIVERED:
        return delivery
    delivery = delivery or Delivery(webhook_id=webhook.id, event=event)
    subject = _subject(desk, webhook, event) if webhook.wants(event.type) else None
    if subject is None:
        return _noted(post, delivery.cancelled())
    if isinstance(subject, Ticket) and subject.version < event.number:
        return _awaiting(desk, post, delivery, attempt)
    reply = post.sender.send(webhook, event, subject, desk.clock.now())
    _learn(desk, post, webhook, reply)
    pause = pause_after(attempt, post.first_pause, post.chance(), reply.retry_after)
    return _noted(post, delivery.after(reply, desk.clock.now(), pause))


def _subject(desk: Desk, webhook: Webhook, event: WebhookEvent) -> Subject | None:
    """What the event is about, as it stands now; None where that has been erased."""
    if event.type is EventType.TEST:
        return webhook
    if event.type in TICKETS:
        return desk.tickets.get(event.tenant_id, int(event.subject_id))
    if event.type is EventType.MESSAGE_CREATED:
        found = desk.log.page_after(event.tenant_id, event.subject_id, event.number - 1, 1)
        return found[0] if found and found[0].seq == event.number else None
    return desk.conversations.get(event.tenant_id, event.subject_id, consistent=True)


def _awaiting(desk: Desk, post: WebhookPost, delivery: Delivery, attempt: int) -> Delivery:
    """It was told of before it was written; whoever was to write it may have died."""
    if attempt > WAITS_FOR_TICKET:
        return _noted(post, delivery.cancelled())
    pause = pause_after(attempt, post.first_pause, post.chance()) or timedelta()
    return delivery.awaiting(desk.clock.now() + pause)


def _learn(desk: Desk, post: WebhookPost, webhook: Webhook, reply: Reply) -> None:
    """A webhook that somebody changes at this moment is left to them; the next reply tells the same."""
    now = desk.clock.now()
    after = webhook.after_success() if reply.accepted else webhook.after_failure(now, gone=reply.gone)
    if after != webhook:
        post.webhooks.replace(webhook, after)


def _noted(post: WebhookPost, delivery: Delivery) -> Delivery:
    post.deliveries.put(delivery)
    return delivery
