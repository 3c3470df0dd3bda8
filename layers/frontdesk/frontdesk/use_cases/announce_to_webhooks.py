"""Put what has happened on its way to the webhooks that want to know."""

from collections.abc import Iterable

from frontdesk.domain.ticket import Ticket
from frontdesk.domain.webhook_delivery import WebhookJob
from frontdesk.domain.webhook_event import EventType, WebhookEvent, of_ticket
from frontdesk.use_cases.webhook_ports import WebhookOutlet


def announce_to_webhooks(outlet: WebhookOutlet, events: Iterable[WebhookEvent]) -> None:
    """The same event again makes the same jobs. Raises Busy."""
    outlet.queue.put(
        [
            WebhookJob(webhook_id=subscription.webhook_id, event=event)
            for event in events
            for subscription in outlet.subscriptions.of_tenant(event.tenant_id)
            if event.type in subscription.events
        ]
    )


def announce_ticket(outlet: WebhookOutlet, ticket: Ticket) -> None:
    """Of a ticket that is about to be written like this: tickets have no stream that could tell of them afterwards.

    Whoever delivers it waits for this version; where it is never written, nobody is told. Raises Busy.
    """
    updated = of_ticket(EventType.TICKET_UPDATED, ticket.tenant_id, ticket.number, ticket.version, ticket.updated_at)
    announce_to_webhooks(outlet, [updated])
