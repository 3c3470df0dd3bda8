"""The records that HTTP answers and frames have in common."""

from typing import Literal

from pydantic import Field

from frontdesk.contract.base import ClientId, Id, PriorityField, Seq, Timestamp, Wire
from frontdesk.domain.message import SystemEvent
from frontdesk.domain.vocabulary import Handler, MessageType, SenderType, Status


class MessageMetadata(Wire):
    """`event` and `actor_name` come with a system message, so that clients word it in the reader's language."""

    event: SystemEvent | None = None
    actor_name: str | None = None


class Message(Wire):
    """One numbered entry of a conversation's log. `(conversation_id, seq)` is its identity."""

    conversation_id: Id
    seq: Seq
    client_id: ClientId
    sender_type: SenderType
    sender_id: str
    sender_name: str
    type: MessageType
    content: str
    metadata: MessageMetadata | None = None
    created_at: Timestamp


class AgentBadge(Wire):
    """What a visitor may know of the agent that answers."""

    id: Id
    name: str


class ConversationState(Wire):
    """The part of a conversation that changes as people act on it. A higher `version` replaces a lower one."""

    id: Id
    status: Status
    handler: Handler
    agent: AgentBadge | None = None
    version: int


class VisitorConversation(ConversationState):
    """A conversation as its visitor sees it."""

    subject: str | None = None
    created_at: Timestamp
    tail_seq: Seq = Field(description="The number of the log's last message; 0 for an empty log.")
    last_message: Message | None = None
    visitor_read_seq: Seq
    agent_read_seq: Seq


class VisitorSummary(Wire):
    id: Id
    name: str | None = None
    email: str | None = None
    verified: bool = False


class AgentConversation(VisitorConversation):
    """A conversation as agents see it."""

    tenant_id: Id
    widget_id: Id
    visitor: VisitorSummary
    priority: PriorityField
    required_skills: list[str]
    source_url: str | None = None
    source_page_title: str | None = None
    assigned_at: Timestamp | None = None
    wait_seconds: int | None = Field(None, description="Seconds from the start of waiting to the acceptance.")
    unanswered_since: Timestamp | None = Field(
        None, description="When the oldest visitor message that nobody has answered was written."
    )
    first_response_at: Timestamp | None = None
    resolved_at: Timestamp | None = None
    closed_at: Timestamp | None = None
    attributes: dict[str, str]


class FieldError(Wire):
    field: str
    message: str


ErrorCode = Literal[
    "invalid_json",
    "invalid_request",
    "unknown_type",
    "message_too_long",
    "unauthorized",
    "session_expired",
    "origin_refused",
    "forbidden",
    "not_found",
    "method_not_allowed",
    "already_assigned",
    "invalid_transition",
    "conflict",
    "idempotency_conflict",
    "too_large",
    "rate_limited",
    "unavailable",
    "internal",
]


class Problem(Wire):
    """An error as RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    code: ErrorCode
    retryable: bool
    errors: list[FieldError] | None = None
