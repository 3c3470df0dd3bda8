"""The records that HTTP answers and frames have in common."""

from typing import Annotated, Literal

from pydantic import Field

from frontdesk.contract.attachment_models import Attachment
from frontdesk.contract.base import ClientId, Id, PriorityField, Seq, Timestamp, Wire
from frontdesk.domain.escalation import EscalationReason, Outcome
from frontdesk.domain.message import SystemEvent
from frontdesk.domain.message_parts import FormKind
from frontdesk.domain.notification import Reason
from frontdesk.domain.vocabulary import Handler, MessageType, Presence, Role, SenderType, Status


class Source(Wire):
    """An article that an answer is taken from, and the passage of it that fits the question best."""

    article_id: Id
    title: str
    slug: str
    passage: str
    score: float


class BotAnswer(Wire):
    """`confidence` is the chance that this answers the question. Below .8 the bot `offers_human` too."""

    confidence: float
    threshold: float
    provider: str
    sources: list[Source]
    offers_human: bool


class Choice(Wire):
    value: str
    label: str


class Form(Wire):
    """How the visitor is to answer. They do so by an ordinary message; a choice by sending its `label`."""

    kind: FormKind
    choices: list[Choice]


class ArticleCard(Wire):
    """An article that is shared in a conversation, as it was called then."""

    id: Id
    title: str
    slug: str
    excerpt: str


class MessageMetadata(Wire):
    """`event` and the names come with a system message, so that clients word it in the reader's language.

    `answer` comes with a bot's answer, `form` with a question that waits for one, `article` with a shared article."""

    event: SystemEvent | None = None
    actor_name: str | None = None
    target_name: str | None = Field(None, description="Whom or what the event leads to: of a transfer, its receiver.")
    answer: BotAnswer | None = None
    form: Form | None = None
    article: ArticleCard | None = None


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
    attachment: Attachment | None = None
    metadata: MessageMetadata | None = None
    created_at: Timestamp


class AgentBadge(Wire):
    """What a visitor may know of the agent that answers."""

    id: Id
    name: str


Rating = Annotated[int | None, Field(description="Its visitor's, from 1 to 5 stars.")]
Feedback = Annotated[str | None, Field(description="What its visitor said with the rating.")]


class ConversationState(Wire):
    """The part of a conversation that changes as people act on it. A higher `version` replaces a lower one."""

    id: Id
    status: Status
    handler: Handler
    agent: AgentBadge | None = None
    version: int
    rating: Rating = None
    feedback: Feedback = None


QueuePosition = Annotated[
    int | None,
    Field(description="To visitors: 1 for whoever is next. Null where it does not wait, or behind the first fifty."),
]


RateableUntil = Annotated[
    Timestamp | None,
    Field(description="To visitors: until when it may be rated, and the rating changed. Null while it goes on."),
]


class VisitorConversation(ConversationState):
    """A conversation as its visitor sees it."""

    subject: str | None = None
    created_at: Timestamp
    tail_seq: Seq = Field(description="The number of the log's last message; 0 for an empty log.")
    last_message: Message | None = None
    visitor_read_seq: Seq
    agent_read_seq: Seq
    queue_position: QueuePosition = None
    rateable_until: RateableUntil = None


class VisitorSummary(Wire):
    id: Id
    name: str | None = None
    email: str | None = None
    verified: bool = False


class Transfer(Wire):
    """How responsibility has moved. Exactly one of the receivers is set."""

    from_agent: AgentBadge | None = None
    to_agent: AgentBadge | None = None
    to_department: AgentBadge | None = None
    by: AgentBadge
    reason: str | None = None
    at: Timestamp


class Escalation(Wire):
    """The bot, a workflow or silence has called for a human. `metadata` are the facts behind the reason, such as
    `confidence` and `threshold`. It is open while it has no outcome."""

    number: int
    reason: EscalationReason
    by: AgentBadge
    at: Timestamp
    metadata: dict[str, str]
    outcome: Outcome | None = None
    settled_at: Timestamp | None = None


class AgentDetails(Wire):
    """What agents, and they alone, see of a conversation's state."""

    visitor: VisitorSummary | None = None
    priority: PriorityField
    department_id: Id | None = None
    subject: str | None = None
    required_skills: list[str]
    tags: list[str]
    attributes: dict[str, str]
    queued_at: Timestamp | None = Field(None, description="Since when it has been waiting in the queue.")
    assigned_at: Timestamp | None = None
    wait_seconds: int | None = Field(None, description="Seconds from the start of waiting to the acceptance.")
    unanswered_since: Timestamp | None = Field(
        None, description="When the oldest visitor message that nobody has answered was written."
    )
    first_response_at: Timestamp | None = None
    resolved_at: Timestamp | None = None
    closed_at: Timestamp | None = None
    rating: Rating = None
    feedback: Feedback = None
    transfers: list[Transfer]
    escalations: list[Escalation] | None = Field(None, description="Oldest first; null where there was none.")
    ticket_number: int | None = None


class AgentConversation(AgentDetails, VisitorConversation):
    """A conversation as agents see it."""

    tenant_id: Id
    widget_id: Id
    visitor: VisitorSummary
    source_url: str | None = None
    source_page_title: str | None = None


class Note(Wire):
    """An internal note: an entry of a second log that only agents read. It stands behind message `after_seq`."""

    conversation_id: Id
    seq: Seq
    after_seq: Seq
    client_id: ClientId
    author: AgentBadge
    content: str
    created_at: Timestamp


class Ratings(Wire):
    """Of the conversations that an agent was responsible for: the sum of their stars, and how many there are."""

    sum: int
    count: int


class Agent(Wire):
    """An agent as their colleagues see them."""

    id: Id
    name: str
    email: str
    role: Role
    presence: Presence
    skills: list[str]
    department_ids: list[Id]
    max_concurrent_chats: int
    current_chats: int
    total_chats: int
    ratings: Ratings | None = Field(None, description="Null before the first.")
    last_active_at: Timestamp | None = Field(None, description="Null until they have signed in for the first time.")


class Notification(Wire):
    """What an agent was notified of: a visitor's message, or a conversation put into their hands (urgent)."""

    id: str
    conversation_id: Id
    reason: Reason
    urgent: bool
    title: str
    preview: str | None = None
    created_at: Timestamp
    read: bool


class FilledCannedResponse(Wire):
    """A canned response as it reads in one conversation. Variables without a value still stand in the text."""

    canned_response_id: Id
    text: str
    missing: list[str]


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
    "agent_at_capacity",
    "agent_unavailable",
    "outside_business_hours",
    "widget_inactive",
    "invalid_transition",
    "conflict",
    "idempotency_conflict",
    "too_large",
    "rate_limited",
    "unavailable",
    "internal",
]


RetryAfter = Annotated[int | None, Field(description="Seconds. With `rate_limited`: sooner it would be refused again.")]


class Problem(Wire):
    """An error as RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    code: ErrorCode
    retryable: bool
    retry_after: RetryAfter = None
    errors: list[FieldError] | None = None
