"""What webhooks are told of, and how it is read from what has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.transitions import OPEN
from frontdesk.domain.vocabulary import Status

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DIGEST_LENGTH = 20


class EventType(StrEnum):
    CONVERSATION_STARTED = "conversation.started"
    CONVERSATION_ASSIGNED = "conversation.assigned"
    CONVERSATION_ESCALATED = "conversation.escalated"
    CONVERSATION_RESOLVED = "conversation.resolved"
    CONVERSATION_CLOSED = "conversation.closed"
    CONVERSATION_REOPENED = "conversation.reopened"
    MESSAGE_CREATED = "message.created"
    TICKET_CREATED = "ticket.created"
    TICKET_UPDATED = "ticket.updated"
    RATING_GIVEN = "rating.given"
    TEST = "webhook.test"


SUBSCRIBABLE = tuple(event for event in EventType if event is not EventType.TEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEvent:
    """It names what happened and holds nothing of what was said.

    `subject_id` is the conversation's id or, of a ticket's event, the ticket's number; `number` is the message's seq
    or the version that the conversation or ticket came to have.
    """

    tenant_id: str
    type: EventType
    subject_id: str
    number: int
    at: datetime

    @property
    def id(self) -> str:
        """The same for the same event, however often it is read from the stream; later events sort behind."""
        what = f"{self.tenant_id}/{self.type}/{self.subject_id}/{self.number}"
        milliseconds = (self.at - EPOCH) // timedelta(milliseconds=1)
        return f"evt_{milliseconds:012x}{sha256(what.encode()).hexdigest()[:DIGEST_LENGTH]}"


def of_message(tenant_id: str, conversation_id: str, seq: int, at: datetime) -> WebhookEvent:
    return WebhookEvent(
        tenant_id=tenant_id, type=EventType.MESSAGE_CREATED, subject_id=conversation_id, number=seq, at=at
    )


def of_change(before: Conversation | None, after: Conversation, at: datetime) -> Iterator[WebhookEvent]:
    """What has become of a conversation by one change, in the order in which people would tell it."""
    for kind in _kinds(before, after):
        yield WebhookEvent(tenant_id=after.tenant_id, type=kind, subject_id=after.id, number=after.version, at=at)
    if after.ticket_number is not None and (before is None or before.ticket_number != after.ticket_number):
        yield of_ticket(EventType.TICKET_CREATED, after.tenant_id, after.ticket_number, 1, at)


def of_ticket(kind: EventType, tenant_id: str, number: int, version: int, at: datetime) -> WebhookEvent:
    return WebhookEvent(tenant_id=tenant_id, type=kind, subject_id=str(number), number=version, at=at)


def _kinds(before: Conversation | None, after: Conversation) -> Iterator[EventType]:
    if before is None:
        yield EventType.CONVERSATION_STARTED
    elif before.status not in OPEN and after.status in OPEN:
        yield EventType.CONVERSATION_REOPENED
    if _assigned(before, after):
        yield EventType.CONVERSATION_ASSIGNED
    if len(after.escalations) > (len(before.escalations) if before else 0):
        yield EventType.CONVERSATION_ESCALATED
    if before is None or before.status is not after.status:
        if after.status is Status.RESOLVED:
            yield EventType.CONVERSATION_RESOLVED
        if after.status is Status.CLOSED:
            yield EventType.CONVERSATION_CLOSED
    if after.rating is not None and (before is None or before.rating != after.rating):
        yield EventType.RATING_GIVEN


def _assigned(before: Conversation | None, after: Conversation) -> bool:
    """An agent became responsible, by whoever's doing; not where it only comes to life again in their hands."""
    if after.holder_id is None:
        return False
    return before is None or (before.agent_id, before.assigned_at) != (after.agent_id, after.assigned_at)
