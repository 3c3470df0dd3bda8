"""Webhooks: how admins keep them, and what their receivers are told."""

from typing import Annotated, Literal

from pydantic import Field

from frontdesk.contract.base import URL_LENGTH, Id, ShortText, Timestamp, Wire
from frontdesk.contract.records import AgentDetails, ConversationState, Escalation, Message, VisitorSummary
from frontdesk.contract.ticket_models import TicketSummary
from frontdesk.domain.webhook import OffReason
from frontdesk.domain.webhook_delivery import DeliveryStatus, Failure
from frontdesk.domain.webhook_event import EventType

WebhookEventType = Literal[
    "conversation.started",
    "conversation.assigned",
    "conversation.escalated",
    "conversation.resolved",
    "conversation.closed",
    "conversation.reopened",
    "message.created",
    "ticket.created",
    "ticket.updated",
    "rating.given",
]
Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=URL_LENGTH,
        description="Where events are sent to, by POST: an https address in the public internet, on port 443 or 8443.",
    ),
]
Events = Annotated[list[WebhookEventType], Field(min_length=1, max_length=10)]


class CreateWebhook(Wire):
    url: Url
    description: ShortText = ""
    events: Events


class EditWebhook(Wire):
    """What is absent stays as it is."""

    url: Url | None = None
    description: ShortText | None = None
    events: Events | None = None
    active: bool | None = None


class Webhook(Wire):
    """`off_reason` tells why Frontdesk has switched it off: `failing` for three days, or answered 410 (`gone`)."""

    id: Id
    url: str
    description: str
    events: list[WebhookEventType]
    active: bool
    off_reason: OffReason | None = None
    failing_since: Timestamp | None = Field(None, description="The first failure after the last success.")
    secret_hint: str = Field(description="The last characters of its secret.")
    former_secret_until: Timestamp | None = Field(None, description="Until then the former secret signs as well.")
    created_at: Timestamp
    updated_at: Timestamp


class WebhookPage(Wire):
    items: list[Webhook]
    next_cursor: str | None = None


class WebhookSecret(Wire):
    """The only answer that shows the secret."""

    webhook: Webhook
    secret_key: str | None = Field(description="Null where the answer is given again for its Idempotency-Key.")


class DeliveryAttempt(Wire):
    """`status` is what the receiver answered; where it did not, `failure` tells why."""

    at: Timestamp
    status: int | None = None
    failure: Failure | None = None
    latency_ms: int


class WebhookDelivery(Wire):
    """An event on its way to a webhook. `id` is the event's, which the receiver reads as webhook-id."""

    id: Id
    type: EventType
    subject_id: str = Field(description="The conversation's id; of a ticket's event, its number.")
    occurred_at: Timestamp
    status: DeliveryStatus
    attempts: list[DeliveryAttempt] = Field(description="The latest twenty, oldest first.")
    next_attempt_at: Timestamp | None = None


class WebhookDeliveryPage(Wire):
    items: list[WebhookDelivery]
    next_cursor: str | None = None


class ConversationOfWebhook(AgentDetails, ConversationState):
    """A conversation as it stands when it is delivered."""

    widget_id: Id
    visitor: VisitorSummary
    source_url: str | None = None
    source_page_title: str | None = None
    created_at: Timestamp


class ConversationData(Wire):
    conversation: ConversationOfWebhook


class EscalationData(ConversationData):
    """The escalation is the conversation's latest."""

    escalation: Escalation


class MessageData(Wire):
    message: Message


class TicketData(Wire):
    ticket: TicketSummary


class TrialData(Wire):
    """Sent by an admin, to try the webhook out."""

    webhook_id: Id


class Happening(Wire):
    """What every event has. `timestamp` is when it happened."""

    timestamp: Timestamp
    tenant_id: Id


class ConversationEvent(Happening):
    type: Literal[
        "conversation.started",
        "conversation.assigned",
        "conversation.resolved",
        "conversation.closed",
        "conversation.reopened",
        "rating.given",
    ]
    data: ConversationData


class EscalationEvent(Happening):
    type: Literal["conversation.escalated"]
    data: EscalationData


class MessageEvent(Happening):
    type: Literal["message.created"]
    data: MessageData


class TicketEvent(Happening):
    type: Literal["ticket.created", "ticket.updated"]
    data: TicketData


class TrialEvent(Happening):
    type: Literal["webhook.test"]
    data: TrialData


WebhookPayload = Annotated[
    ConversationEvent | EscalationEvent | MessageEvent | TicketEvent | TrialEvent, Field(discriminator="type")
]
"""The body of a webhook's request."""
