"""Bodies of HTTP requests and answers."""

from typing import Annotated, Literal

from pydantic import EmailStr, Field

from frontdesk.contract.base import (
    FEEDBACK_LENGTH,
    REASON_LENGTH,
    URL_LENGTH,
    Attributes,
    ClientId,
    Content,
    Id,
    Name,
    PriorityField,
    Seq,
    ShortText,
    Skills,
    Timestamp,
    Wire,
)
from frontdesk.contract.records import ConversationState, Message, VisitorConversation, VisitorSummary
from frontdesk.domain.vocabulary import SenderType

TOKEN_LENGTH = 8192


class Health(Wire):
    status: Literal["ok"] = "ok"
    version: str


# --- visitors -------------------------------------------------------------------------------------------------


class Page(Wire):
    """Where on the site the visitor is."""

    url: Annotated[str, Field(max_length=URL_LENGTH)] | None = None
    title: ShortText | None = None
    referrer: Annotated[str, Field(max_length=URL_LENGTH)] | None = None


class ClientLimits(Wire):
    """What clients must know of the deployment's settings."""

    message_length: Annotated[int, Field(description="characters")]
    attachment_bytes: int
    attachment_types: Annotated[dict[str, str], Field(description="The media type of each extension that is taken")]
    page_size: int
    heartbeat_seconds: int


class SessionRequest(Wire):
    """Without a bearer token a new visitor is made; with one it is resumed and its token renewed."""

    name: Name | None = None
    email: EmailStr | None = None
    page: Page | None = None
    locale: Annotated[str, Field(max_length=35)] | None = None
    time_zone: Annotated[str, Field(max_length=64)] | None = None


class IdentifyVisitor(SessionRequest):
    """Who the visitor is to the site. `token` proves it: a JWT with HS256 by the widget's secret key. Then `name`,
    `email` and `attributes` come from it alone; without it they are shown to agents as unverified."""

    token: Annotated[str, Field(max_length=TOKEN_LENGTH)] | None = None
    user_id: Annotated[str, Field(min_length=1, max_length=128)] | None = None
    attributes: Attributes = Field(default_factory=dict)


class Session(Wire):
    visitor: VisitorSummary
    visitor_token: Annotated[str, Field(description="Send it as `Authorization: Bearer`; keep it out of URLs.")]
    expires_at: Timestamp


class WsTicket(Wire):
    """Open `url?ticket=TICKET` once, within 30 seconds, from the same origin."""

    ticket: str
    url: str
    expires_at: Timestamp


class FirstMessage(Wire):
    client_id: ClientId
    content: Content


class StartConversation(Wire):
    """`client_id` makes the start repeatable: the same one from the same visitor gives the same conversation."""

    client_id: ClientId
    message: FirstMessage | None = None
    subject: ShortText | None = None
    priority: PriorityField | None = None
    required_skills: Skills = ()
    answers: Attributes = Field(default_factory=dict, description="Answers to the pre-chat form")
    page: Page | None = None


class StartedConversation(Wire):
    conversation: VisitorConversation
    message: Message | None = None


class VisitorConversationPage(Wire):
    items: list[VisitorConversation]
    next_cursor: str | None = None


class SendMessage(Wire):
    """With a file that has been uploaded for this message, the content is the file's name, whatever is sent as such."""

    client_id: ClientId
    base_seq: Seq = 0
    content: Content
    attachment_id: Id | None = None


class AgentSendMessage(SendMessage):
    """With an article it is shared as a card, and the content is its title, whatever is sent as such."""

    article_id: Id | None = None


class SentMessage(Wire):
    message: Message
    duplicate: Annotated[bool, Field(description="It had been stored before; `message` is what was stored.")]


class MessagePage(Wire):
    """Messages in ascending order of seq. Ask again with `after_seq` or `before_seq` set to the value given here,
    until it is null."""

    items: list[Message]
    tail_seq: Seq
    next_after_seq: Seq | None = None
    next_before_seq: Seq | None = None


class MarkRead(Wire):
    seq: Seq


class ReadReceipt(Wire):
    conversation_id: Id
    reader: SenderType
    seq: Seq


class EscalateConversation(Wire):
    """`reason` is for the agents, in the words of whoever asks."""

    reason: Annotated[str, Field(min_length=1, max_length=REASON_LENGTH)] | None = None


class RateConversation(Wire):
    """Once it is resolved or has ended, for the auto-close time. Rating again changes the rating."""

    rating: Annotated[int, Field(ge=1, le=5, strict=True)]
    feedback: Annotated[str, Field(min_length=1, max_length=FEEDBACK_LENGTH)] | None = None


class ConversationChanged(Wire):
    """The state after accept, assign, transfer, escalate, hand-back, resolve, close, reopen or end."""

    conversation: ConversationState
