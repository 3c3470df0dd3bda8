"""What an agent is told when they may not be looking: a visitor's words, a conversation put into their hands, or one
that nobody takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontdesk.domain.agent_settings import AgentSettings
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.escalation import Escalation
from frontdesk.domain.message import Message
from frontdesk.domain.principal import ANONYMOUS

PREVIEW_LENGTH = 160


class Reason(StrEnum):
    MESSAGE = "message"
    ASSIGNED = "assigned"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True)
class PushJob:
    """To tell one agent of one thing. It names what happened and holds nothing of what was said.

    `number` is the message's seq, the conversation's version that put it into the agent's hands, or its escalation's.
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
        return self.reason is not Reason.MESSAGE


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
    """Somebody else, or automatic routing, has put it into an agent's hands.

    Where it only comes to life again in them, its agent hears of what the visitor wrote.
    """
    if after.holder_id is None or after.assigned_by in (None, after.holder_id):
        return None
    if before is not None and (before.agent_id, before.assigned_at) == (after.agent_id, after.assigned_at):
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
    last = conversation.transfers[-1] if conversation.transfers else None
    transferred = last is not None and last.at == conversation.assigned_at
    return Notification(
        tenant_id=job.tenant_id,
        agent_id=job.agent_id,
        conversation_id=job.conversation_id,
        reason=job.reason,
        number=job.number,
        title=conversation.visitor_name or ANONYMOUS,
        preview=f"Transferred by {last.by.name}" if last and transferred else "Assigned to you",
        created_at=conversation.assigned_at or conversation.created_at,
    )


def of_escalation(job: PushJob, conversation: Conversation, escalation: Escalation) -> Notification:
    return Notification(
        tenant_id=job.tenant_id,
        agent_id=job.agent_id,
        conversation_id=job.conversation_id,
        reason=job.reason,
        number=job.number,
        title=conversation.visitor_name or ANONYMOUS,
        preview="Waiting for too long: nobody has taken this conversation",
        created_at=escalation.at,
    )


def push_of(
    notification: Notification, unread: Sequence[Notification], settings: AgentSettings, now: datetime
) -> Push | None:
    """What the agent's devices show; None in their quiet hours, save for what is urgent, which is silent then.

    `unread` are the agent's of this conversation. The latest words are shown: a push that is late must not put older
    ones in their place.
    """
    quiet = settings.quiet_hours is not None and settings.quiet_hours.cover(now)
    if quiet and not notification.urgent:
        return None
    known = {one.id: one for one in (*unread, notification)}
    latest = max((one for one in known.values() if one.reason is notification.reason), key=lambda one: one.number)
    hidden = not settings.preview and notification.reason is Reason.MESSAGE
    words = "New message" if hidden else latest.preview or "New message"
    body = words if len(known) == 1 else f"{words} ({len(known)} new)"
    return Push(notification=notification, count=len(known), body=body, silent=quiet or not settings.sounds)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= PREVIEW_LENGTH else flat[: PREVIEW_LENGTH - 1].rstrip() + "…"
