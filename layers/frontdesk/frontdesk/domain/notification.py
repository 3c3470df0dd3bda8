"""What an agent is told when they may not be looking: a visitor's words, or a conversation put into their hands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontdesk.domain.agent_settings import AgentSettings
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.principal import ANONYMOUS

PREVIEW_LENGTH = 160


class Reason(StrEnum):
    MESSAGE = "message"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class PushJob:
    """To tell one agent of one thing. It names what happened and holds nothing of what was said.

    `number` is the message's seq, or the conversation's version that put it into the agent's hands.
    """

    tenant_id: str
    conversation_id: str
    agent_id: str
    reason: Reason
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """An entry of an agent's list. The same job always makes the same one: its id and time come from what happened."""

    tenant_id: str
    agent_id: str
    conversation_id: str
    reason: Reason
    number: int
    title: str
    preview: str | None = None
    created_at: datetime
    read: bool = False

    @property
    def id(self) -> str:
        return f"{self.conversation_id}-{self.reason.value[0]}{self.number}"

    @property
    def urgent(self) -> bool:
        return self.reason is Reason.ASSIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """What a device shows. All of a conversation's share one place there, which a later one takes over."""

    notification: Notification
    count: int
    body: str
    silent: bool = False


def due_to_message(conversation: Conversation, seq: int) -> PushJob | None:
    """A visitor wrote message `seq`, and a human holds the conversation."""
    if conversation.holder_id is None:
        return None
    return PushJob(conversation.tenant_id, conversation.id, conversation.holder_id, Reason.MESSAGE, seq)


def due_to_change(before: Conversation | None, after: Conversation) -> PushJob | None:
    """Somebody else, or automatic routing, has put it into an agent's hands."""
    held_before = before.holder_id if before else None
    if after.holder_id is None or after.holder_id == held_before or after.assigned_by in (None, after.holder_id):
        return None
    return PushJob(after.tenant_id, after.id, after.holder_id, Reason.ASSIGNED, after.version)


def of_message(job: PushJob, conversation: Conversation, message: Message) -> Notification:
    return Notification(
        tenant_id=job.tenant_id,
        agent_id=job.agent_id,
        conversation_id=job.conversation_id,
        reason=job.reason,
        number=job.number,
        title=conversation.visitor_name or ANONYMOUS,
        preview=_shortened(message.content),
        created_at=message.created_at,
    )


def of_assignment(job: PushJob, conversation: Conversation) -> Notification:
    transfer = conversation.transfers[-1] if conversation.transfers else None
    given = transfer and transfer.to_agent and transfer.to_agent.id == job.agent_id
    return Notification(
        tenant_id=job.tenant_id,
        agent_id=job.agent_id,
        conversation_id=job.conversation_id,
        reason=job.reason,
        number=job.number,
        title=conversation.visitor_name or ANONYMOUS,
        preview=f"Transferred by {transfer.by.name}" if transfer and given else "Assigned to you",
        created_at=conversation.assigned_at or conversation.created_at,
    )


def push_of(notification: Notification, unread: int, settings: AgentSettings, now: datetime) -> Push | None:
    """What the agent's devices show; None in their quiet hours, save for what is urgent, which is silent then."""
    quiet = settings.quiet_hours is not None and settings.quiet_hours.cover(now)
    if quiet and not notification.urgent:
        return None
    hidden = not settings.preview and notification.reason is Reason.MESSAGE
    words = "New message" if hidden else notification.preview or "New message"
    body = words if unread <= 1 else f"{words} ({unread} new)"
    return Push(notification=notification, count=max(unread, 1), body=body, silent=quiet or not settings.sounds)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= PREVIEW_LENGTH else flat[: PREVIEW_LENGTH - 1].rstrip() + "…"
