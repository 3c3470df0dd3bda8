"""Frames that the server sends. Within a major version they only gain optional fields."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from frontdesk.contract.base import Id, Seq, Timestamp, Wire
from frontdesk.contract.records import (
    Agent,
    AgentBadge,
    AgentConversation,
    AgentDetails,
    ConversationState,
    ErrorCode,
    FieldError,
    FilledCannedResponse,
    Message,
    Note,
    Notification,
    QueuePosition,
    RateableUntil,
    RetryAfter,
)
from frontdesk.domain.vocabulary import Handler, SenderType


class ResumedConversation(Wire):
    """The messages after the asked seq, oldest first, as many as one frame holds. Where the last of them is below
    `tail_seq`, the client asks again from its new watermark."""

    messages: list[Message]
    tail_seq: Seq
    state: ConversationState
    visitor_read_seq: Seq
    agent_read_seq: Seq
    queue_position: QueuePosition = None
    rateable_until: RateableUntil = None


class Ack(Wire):
    """The answer to a frame that was carried out. What it made comes with it."""

    type: Literal["ack"] = "ack"
    request_id: str
    message: Message | None = Field(None, description="Answers message.send: the stored message.")
    duplicate: bool | None = Field(None, description="Answers message.send: it had been stored before.")
    conversation: ConversationState | None = Field(None, description="Answers accept, transfer, resolve and end.")
    conversations: dict[Id, ResumedConversation] | None = Field(None, description="Answers resume.")
    canned_response: FilledCannedResponse | None = Field(None, description="Answers canned_response.use.")
    agent: Agent | None = Field(None, description="Answers presence.set: the agent as the others see them now.")


class Error(Wire):
    """The answer to a frame that was not carried out; nothing has changed. The connection stays open."""

    type: Literal["error"] = "error"
    request_id: str | None = None
    code: ErrorCode
    message: str
    retryable: bool
    retry_after: RetryAfter = None
    errors: list[FieldError] | None = None


class Pong(Wire):
    """The tail seq, read from the log, of every conversation that this connection follows."""

    type: Literal["pong"] = "pong"
    request_id: str
    tails: dict[Id, Seq]
    note_tails: dict[Id, Seq] | None = Field(None, description="To agents: the same of the internal notes.")
    queue_positions: dict[Id, int] | None = Field(
        None,
        description="To visitors who are `in_queue`: the place of each conversation that is among the first fifty.",
    )
    timestamp: Timestamp


class Push(Wire):
    """A frame that nobody asked for. It only hastens what the log and the heartbeat guarantee."""

    tenant_id: Id
    timestamp: Timestamp


class ConversationPush(Push):
    conversation_id: Id


class MessageCreated(ConversationPush):
    type: Literal["message.created"] = "message.created"
    message: Message
    conversation: ConversationState = Field(description="As it is after the message.")
    agent_name: str | None = None
    visitor_id: Id
    widget_id: Id
    handler: Handler


class MessageReadBy(ConversationPush):
    type: Literal["message.read"] = "message.read"
    reader: SenderType
    seq: Seq


class TypingBy(ConversationPush):
    type: Literal["typing"] = "typing"
    sender_type: SenderType
    sender_id: str
    sender_name: str
    on: bool


class BotWriting(ConversationPush):
    """The bot's answer as it is being written, from its beginning. It is never stored: show it until the bot's message
    comes, until somebody else has the conversation, or for 15 seconds."""

    type: Literal["bot.writing"] = "bot.writing"
    sender_name: str
    text: str


class ConversationCreated(ConversationPush):
    """To agents only."""

    type: Literal["conversation.created"] = "conversation.created"
    conversation: AgentConversation


class ConversationStatePush(ConversationPush):
    conversation: ConversationState
    details: AgentDetails | None = Field(None, description="To agents only.")


class ConversationAssigned(ConversationStatePush):
    """Accepted, assigned or transferred. `urgent`: somebody else has put it into the new agent's hands."""

    type: Literal["conversation.assigned"] = "conversation.assigned"
    urgent: bool | None = Field(None, description="To agents only.")
    by: AgentBadge | None = Field(None, description="To agents only: who assigned it; null for automatic routing.")
    reason: str | None = Field(None, description="To agents only.")


class ConversationUpdated(ConversationStatePush):
    type: Literal["conversation.updated"] = "conversation.updated"


class ConversationEnded(ConversationStatePush):
    type: Literal["conversation.ended"] = "conversation.ended"


class ConversationEscalated(ConversationStatePush):
    """A human is called for. Agents find why in the last of `details.escalations`."""

    type: Literal["conversation.escalated"] = "conversation.escalated"


class QueueUpdated(ConversationPush):
    """To agents only: this conversation entered or left the queue."""

    type: Literal["queue.updated"] = "queue.updated"
    change: Literal["added", "removed"]


class NoteCreated(ConversationPush):
    """To agents only."""

    type: Literal["note.created"] = "note.created"
    note: Note


class ViewersChanged(ConversationPush):
    """To agents only: who has this conversation on their screen."""

    type: Literal["viewers.changed"] = "viewers.changed"
    viewer_ids: list[Id]


class PresenceChanged(Push):
    """To agents only."""

    type: Literal["presence.changed"] = "presence.changed"
    agent: Agent


class NotificationCreated(Push):
    """To one agent: a new entry of their list of notifications."""

    type: Literal["notification.created"] = "notification.created"
    notification: Notification


PushFrame = Annotated[
    MessageCreated
    | MessageReadBy
    | TypingBy
    | BotWriting
    | ConversationCreated
    | ConversationAssigned
    | ConversationUpdated
    | ConversationEnded
    | ConversationEscalated
    | QueueUpdated
    | NoteCreated
    | ViewersChanged
    | PresenceChanged
    | NotificationCreated,
    Field(discriminator="type"),
]

ServerFrame = Annotated[Ack | Error | Pong | PushFrame, Field(discriminator="type")]

SERVER_FRAME: TypeAdapter[ServerFrame] = TypeAdapter(ServerFrame)
