"""Bodies of the agents' HTTP requests and answers."""

from typing import Annotated, Any, Literal

from pydantic import EmailStr, Field

from frontdesk.contract.base import (
    CHATS_CEILING,
    REASON_LENGTH,
    Attributes,
    ClientId,
    Content,
    Id,
    Name,
    PriorityField,
    Seq,
    ShortText,
    Site,
    Skills,
    Tags,
    Timestamp,
    Wire,
)
from frontdesk.contract.http_models import ClientLimits
from frontdesk.contract.records import Agent, AgentConversation, AgentDetails, ConversationState, Message, Note
from frontdesk.contract.ticket_models import TicketSummary
from frontdesk.domain.vocabulary import Presence, Priority, Role

DepartmentIds = Annotated[tuple[Id, ...], Field(max_length=20)]
Chats = Annotated[int, Field(ge=1, le=CHATS_CEILING)]
IN_THE_DOMAIN = {"max_concurrent_chats": "max_chats"}


class SignInSettings(Wire):
    """What the dashboard needs before anyone is signed in."""

    user_pool_client_id: str
    cognito_url: str


# --- agents and departments -----------------------------------------------------------------------------------


class AgentProfile(Agent):
    """The agent who asks. `status` is what they have chosen; `presence` is what the others see."""

    tenant_id: Id
    status: Presence
    limits: ClientLimits


class AgentPage(Wire):
    items: list[Agent]
    next_cursor: str | None = None


class InviteAgent(Wire):
    """Cognito mails them a temporary password."""

    email: EmailStr
    name: Name
    role: Literal[Role.AGENT, Role.ADMIN] = Role.AGENT
    skills: Skills = ()
    department_ids: DepartmentIds = ()
    max_concurrent_chats: Chats = 5


class EditAgent(Wire):
    """What is absent stays as it is."""

    name: Name | None = None
    role: Literal[Role.AGENT, Role.ADMIN] | None = None
    skills: Skills | None = None
    department_ids: DepartmentIds | None = None
    max_concurrent_chats: Chats | None = None

    def changes(self) -> dict[str, Any]:
        """What is to be another, as the domain calls it."""
        given = {name: value for name, value in dict(self).items() if value is not None}
        return {IN_THE_DOMAIN.get(name, name): value for name, value in given.items()}


class SetStatus(Wire):
    status: Presence


class Workload(Wire):
    agent_id: Id
    current_chats: int
    max_concurrent_chats: int
    free_slots: int
    capacity_used: Annotated[float, Field(ge=0, description="current / maximum")]
    conversations: list[AgentConversation]


class Department(Wire):
    id: Id
    name: str
    description: str | None = None
    agent_count: int


class DepartmentPage(Wire):
    items: list[Department]
    next_cursor: str | None = None


class CreateDepartment(Wire):
    name: Name
    description: ShortText | None = None


class EditDepartment(Wire):
    """What is absent stays as it is."""

    name: Name | None = None
    description: ShortText | None = None


# --- conversations --------------------------------------------------------------------------------------------


class AgentConversationPage(Wire):
    """`next_cursor` alone tells whether there is more."""

    items: list[AgentConversation]
    next_cursor: str | None = None


class AgentConversationChanged(Wire):
    """The state after an agent's change that visitors do not see."""

    conversation: ConversationState
    details: AgentDetails


class AssignConversation(Wire):
    agent_id: Id


class TransferConversation(Wire):
    """Exactly one of the two receivers is given."""

    agent_id: Id | None = None
    department_id: Id | None = None
    reason: Annotated[str, Field(max_length=REASON_LENGTH)] | None = None


class SetPriority(Wire):
    priority: PriorityField


class EditConversation(Wire):
    """What is absent stays as it is; tags and attributes are replaced whole."""

    subject: ShortText | None = None
    tags: Tags | None = None
    attributes: Attributes | None = None


class WriteNote(Wire):
    """`base_seq` is the writer's contiguous watermark of the notes when the note was made."""

    client_id: ClientId
    base_seq: Seq = 0
    content: Content


class WrittenNote(Wire):
    note: Note
    duplicate: bool


class NotePage(Wire):
    """Notes in ascending order of seq, as with messages."""

    items: list[Note]
    tail_seq: Seq
    next_after_seq: Seq | None = None
    next_before_seq: Seq | None = None


class Transcript(Wire):
    """A conversation's messages, all of them; internal notes are no part of it."""

    conversation: AgentConversation
    messages: list[Message]


class QueueWait(Wire):
    conversation_id: Id
    priority: PriorityField
    waiting_seconds: int


class QueueStats(Wire):
    total: int
    by_priority: dict[Priority, int]
    longest_wait_seconds: int | None = None
    waits: list[QueueWait]


class Device(Wire):
    """What the visitor's browser says of itself; null where it is not understood."""

    browser: str | None = None
    os: str | None = None
    kind: Literal["desktop", "phone", "tablet", "bot"] | None = None


class VisitorDetails(Wire):
    id: Id
    name: str | None = None
    email: str | None = None
    verified: bool
    external_id: str | None = Field(None, description="How the site calls them; its word alone where not verified")
    first_seen_at: Timestamp
    last_seen_at: Timestamp
    locale: str | None = None
    time_zone: str | None = None
    page_url: str | None = None
    page_title: str | None = None
    referrer: str | None = None
    device: Device
    attributes: dict[str, str] = Field(
        description="What is noted of the visitor, and beside it what their conversations say, the latest first."
    )


class VisitorContext(Wire):
    """Who the visitor is and what has been between them and the company, this conversation apart."""

    visitor: VisitorDetails
    conversation_count: int
    conversations: list[AgentConversation] = Field(description="The open ones, and the latest ten of the others.")
    ticket_count: int = Field(description="This conversation's ticket is counted too.")
    open_tickets: list[TicketSummary] = Field(description="Those that are open or pending, the latest first.")


# --- canned responses -----------------------------------------------------------------------------------------

Shortcut = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9_-]*$")]
"""Typed after `/` in the composer."""


class CannedResponse(Wire):
    id: Id
    shortcut: str
    title: str
    body: str
    variables: list[str] = Field(description="Those that stand in the body, in order, each once.")
    department_id: Id | None = None
    usage_count: int
    updated_at: Timestamp


class CannedResponsePage(Wire):
    items: list[CannedResponse]
    variables: list[str] = Field(
        description="Every variable that a body may use; beside these, `article:slug` quotes an article."
    )
    next_cursor: str | None = None


class CreateCannedResponse(Wire):
    shortcut: Shortcut
    title: Name
    body: Content
    department_id: Id | None = None


class EditCannedResponse(Wire):
    """What is absent stays as it is. A null `department_id` makes it everybody's."""

    shortcut: Shortcut | None = None
    title: Name | None = None
    body: Content | None = None
    department_id: Id | None = None

    def changes(self) -> dict[str, Any]:
        """What is to be another."""
        may_be_null = self.model_fields_set & {"department_id"}
        return {name: value for name, value in dict(self).items() if value is not None or name in may_be_null}


class UseCannedResponse(Wire):
    conversation_id: Id
    site: Site | None = None
