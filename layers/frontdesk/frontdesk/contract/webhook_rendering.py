"""Webhooks, their logs and their payloads as they appear on a wire."""

from typing import Any

from pydantic import TypeAdapter

from frontdesk.contract import rendering, ticket_rendering
from frontdesk.contract import webhook_models as models
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_delivery import Attempt, Delivery
from frontdesk.domain.webhook_event import EventType, WebhookEvent
from frontdesk.use_cases.webhook_ports import Subject

PAYLOAD: TypeAdapter[models.WebhookPayload] = TypeAdapter(models.WebhookPayload)


def body_of(event: WebhookEvent, subject: Subject) -> bytes:
    """The request's body. Two that tell the same of the same state are the same, byte for byte."""
    told = {"type": event.type.value, "timestamp": event.at, "tenant_id": event.tenant_id}
    return PAYLOAD.dump_json(PAYLOAD.validate_python({**told, "data": _data(event.type, subject)}))


def _data(kind: EventType, subject: Subject) -> dict[str, Any]:
    if isinstance(subject, Message):
        return {"message": rendering.message(subject)}
    if isinstance(subject, Ticket):
        return {"ticket": ticket_rendering.summary(subject)}
    if isinstance(subject, Webhook):
        return {"webhook_id": subject.id}
    told: dict[str, Any] = {"conversation": _conversation(subject)}
    if kind is EventType.CONVERSATION_ESCALATED:
        told["escalation"] = rendering.escalation(subject.escalations[-1])
    return told


def _conversation(found: Conversation) -> models.ConversationOfWebhook:
    return models.ConversationOfWebhook(
        **dict(rendering.state(found)) | dict(rendering.agent_details(found)),
        widget_id=found.widget_id,
        source_url=found.source_url,
        source_page_title=found.source_page_title,
        created_at=found.created_at,
    )


def webhook(found: Webhook) -> models.Webhook:
    return models.Webhook.model_validate(
        {
            "id": found.id,
            "url": found.url,
            "description": found.description,
            "events": [kind.value for kind in EventType if kind in found.events],
            "active": found.active,
            "off_reason": found.off_reason,
            "failing_since": found.failing_since,
            "secret_hint": found.hint,
            "former_secret_until": found.former_until,
            "created_at": found.created_at,
            "updated_at": found.updated_at,
        }
    )


def delivery(found: Delivery) -> models.WebhookDelivery:
    return models.WebhookDelivery(
        id=found.event.id,
        type=found.event.type,
        subject_id=found.event.subject_id,
        occurred_at=found.event.at,
        status=found.status,
        attempts=[_attempt(attempt) for attempt in found.attempts],
        next_attempt_at=found.next_attempt_at,
    )


def _attempt(found: Attempt) -> models.DeliveryAttempt:
    return models.DeliveryAttempt(at=found.at, status=found.status, failure=found.failure, latency_ms=found.latency_ms)
