"""What the use cases need from the world. Adapters implement these; so do the fakes of the tests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from frontdesk.domain.agent import Agent, PresenceRules
from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.department import Department
from frontdesk.domain.events import Event
from frontdesk.domain.message import Message
from frontdesk.domain.principal import Principal
from frontdesk.domain.queue import Waiting
from frontdesk.domain.rate_limit import Rate
from frontdesk.domain.search_words import SearchEntry
from frontdesk.domain.selection import EVERYTHING, Selection
from frontdesk.domain.tenant import Cutoffs, TenantSettings
from frontdesk.domain.ticket import Ticket
from frontdesk.domain.topics import Listener, Topic
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import Presence, Role, SenderType, TicketStatus
from frontdesk.domain.widget import THRESHOLD, Widget
from frontdesk.use_cases.attachment_ports import Attachments
from frontdesk.use_cases.knowledge_ports import Articles
from frontdesk.use_cases.page import Page as Page  # noqa: PLC0414 - this is where everybody takes it from


@dataclass(frozen=True, slots=True)
class SocketTicket:
    """The right to open one WebSocket, from one origin, until it expires."""

    principal: Principal
    origin: str | None
    expires_at: datetime


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, in UTC."""

    def pause(self, longest_seconds: float) -> None:
        """Wait a random time up to `longest_seconds`."""


class Secrets(Protocol):
    def identifier(self) -> str:
        """A new id, unique for ever."""

    def token(self, bits: int) -> str:
        """A new secret of that strength, safe in a URL."""


class Conversations(Protocol):
    """A page of a list is full however many the selection drops, as long as a few reads suffice for that; then it may
    be shorter, or empty, and `next_cursor` alone tells the end.
    """

    def get(self, tenant_id: str, conversation_id: str, *, consistent: bool = False) -> Conversation | None: ...

    def create(self, conversation: Conversation) -> bool:
        """False when one with this id is there already."""

    def replace(self, old: Conversation, new: Conversation, *, expected_load: int | None = None) -> bool:
        """False when it is no longer `old.version` that is stored; nothing is written then.

        Where it passes into an agent's hands or out of them, what they are `holding` changes with it, as one.
        Raises AgentAtCapacity where that would exceed the new agent's maximum, where they hold another number of
        conversations than `expected_load`, or where they are no agent of the tenant any more.
        """

    def mark_read(self, conversation: Conversation, reader: SenderType, seq: int) -> bool:
        """Raise the reader's last seen seq; False when it was as high already."""

    def queue(
        self,
        tenant_id: str,
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        by_wait: bool = False,
    ) -> Page[Conversation]:
        """Pending ones, by priority and then by time in the queue, or by that time alone."""

    def waiting(self, tenant_id: str, limit: int | None = None) -> Sequence[Waiting]:
        """The queue in its order, or its first `limit`, by a read that costs little and may be a moment behind."""

    def of_agent(
        self,
        tenant_id: str,
        agent_id: str,
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        oldest_first: bool = False,
    ) -> Page[Conversation]:
        """Those that are not closed, by the time of their assignment, the latest first."""

    def of_visitor(self, tenant_id: str, visitor_id: str, cursor: str | None, limit: int) -> Page[Conversation]:
        """All of them, the latest first."""

    def of_tenant(
        self,
        tenant_id: str,
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        oldest_first: bool = False,
    ) -> Page[Conversation]:
        """All of them, by the time of their start, the latest first. Open ones alone are found without the others."""

    def queued_before(self, cutoffs: Cutoffs, limit: int) -> Sequence[Conversation]:
        """Pending ones of every tenant, queued before its cut-off and not escalated since, the oldest first."""

    def resolved_before(self, cutoffs: Cutoffs, limit: int) -> Sequence[Conversation]:
        """Resolved ones of every tenant that have been so since before its cut-off, the oldest first."""


class Agents(Protocol):
    """The agents of each tenant. What they are holding is changed by `Conversations.replace` alone."""

    def get(self, tenant_id: str, agent_id: str) -> Agent | None:
        """By a strongly consistent read."""

    def of_tenant(self, tenant_id: str) -> Sequence[Agent]:
        """All who are not removed, by name, by a strongly consistent read."""

    def enrol(self, agent: Agent) -> bool:
        """Add an agent; False when one with this id is there already, even if removed."""

    def edit(self, before: Agent, after: Agent, *, beside: Agent | None = None) -> bool:
        """Change name, role, skills, departments, maximum or removal; False when any of these is not as in `before`.

        Where `beside` is given, False too when that other agent is no admin at that same instant.
        """

    def note_seen(self, tenant_id: str, agent_id: str, now: datetime, *, active: bool) -> Agent:
        """Note a sign of life, and of activity where there is one. Raises NotFound for an agent who is not there."""

    def choose(self, tenant_id: str, agent_id: str, status: Presence) -> Agent:
        """Note the status that they chose. Raises NotFound for an agent who is not there."""

    def tell_presence(self, agent: Agent, presence: Presence, now: datetime) -> bool:
        """Note what the others are told from now on; False when somebody else has just noted another.

        Who comes online begins to wait for conversations then.
        """

    def present(self) -> Sequence[Agent]:
        """Of every tenant, those who are not offline or still hold a conversation."""

    def leave(self, agent: Agent) -> None:
        """Let an agent who is offline and holds nothing be `present` no more, until they are seen again."""


class Departments(Protocol):
    def get(self, tenant_id: str, department_id: str) -> Department | None: ...

    def of_tenant(self, tenant_id: str) -> Sequence[Department]:
        """By name."""

    def add(self, department: Department) -> None:
        """Raises NameTaken where another of the tenant is called so, in capitals or not."""

    def edit(self, before: Department, after: Department) -> bool:
        """False when it is not as in `before` any more. Raises NameTaken."""

    def remove(self, department: Department) -> bool:
        """False when it is not as it is given here any more."""


class CannedResponses(Protocol):
    def get(self, tenant_id: str, response_id: str) -> CannedResponse | None:
        """By a strongly consistent read."""

    def of_tenant(self, tenant_id: str) -> Sequence[CannedResponse]:
        """All of them, by shortcut."""

    def add(self, response: CannedResponse) -> None:
        """Raises NameTaken where another of the tenant has the shortcut."""

    def edit(self, before: CannedResponse, after: CannedResponse) -> bool:
        """False when what people write of it is not as in `before` any more. Raises NameTaken. Uses stay counted."""

    def remove(self, response: CannedResponse) -> bool:
        """False when it has another shortcut by now, or is gone."""

    def count_use(self, response: CannedResponse) -> None:
        """One more, however many count at once. What is gone is not counted."""


class Tickets(Protocol):
    """Of what is read, only `get` has the description."""

    def last_number(self, tenant_id: str) -> int:
        """The number of the tenant's latest ticket, by a strongly consistent read; 0 before the first."""

    def create(self, ticket: Ticket, old: Conversation | None, new: Conversation) -> bool:
        """Write the ticket, and `new` in the place of `old`, or as a conversation of its own, as one.

        False when the ticket's number is taken, or when it is no longer `old.version` that is stored, or not nothing.
        """

    def get(self, tenant_id: str, number: int) -> Ticket | None:
        """By a strongly consistent read."""

    def numbered(self, tenant_id: str, numbers: Sequence[int]) -> Sequence[Ticket]:
        """Those that there are, in the order asked for."""

    def replace(self, old: Ticket, new: Ticket, beside: tuple[Conversation, Conversation] | None = None) -> bool:
        """Everything but the description; False when it is no longer `old.version` that is stored.

        Where `beside` is given, the second conversation takes the place of the first with it, as one.
        """

    def listed(
        self, tenant_id: str, *, status: TicketStatus | None, assignee_id: str | None, cursor: str | None, limit: int
    ) -> Page[Ticket]:
        """Those of that status and that assignee, where given; the latest first. An empty assignee is nobody."""

    def count(self, tenant_id: str, status: TicketStatus, limit: int) -> int:
        """How many have that status; `limit` where there are more."""


class Search(Protocol):
    """The words by which each conversation is found."""

    def entry(self, conversation: Conversation) -> SearchEntry:
        """By a strongly consistent read; one without words where nothing is stored yet."""

    def put(self, entry: SearchEntry) -> bool:
        """False when it is no longer the version before that is stored; nothing is written then."""

    def find(
        self,
        tenant_id: str,
        terms: Sequence[str],
        cursor: str | None,
        limit: int,
        *,
        selection: Selection = EVERYTHING,
        oldest_first: bool = False,
    ) -> Page[Conversation]:
        """Where each term is the beginning of a word, by the time of the start, the latest first.

        How full a page is, is as with lists of conversations.
        """


class MessageLog(Protocol):
    """The numbered messages of each conversation; of its internal notes there is another one of these."""

    def read_from(self, tenant_id: str, conversation_id: str, seq: int) -> Sequence[Message]:
        """Every message at or above `seq`, in order, by a strongly consistent read."""

    def append(self, message: Message) -> bool:
        """Write the message at its seq; False when that place is taken."""

    def page_after(self, tenant_id: str, conversation_id: str, seq: int, limit: int) -> Sequence[Message]:
        """The first `limit` messages above `seq`, in order."""

    def page_before(self, tenant_id: str, conversation_id: str, seq: int | None, limit: int) -> Sequence[Message]:
        """The last `limit` messages below `seq` (or of all), in order."""

    def tails(self, tenant_id: str, conversation_ids: Sequence[str], *, consistent: bool = False) -> dict[str, Message]:
        """The last message of each log that has one."""


class Connections(Protocol):
    """Open WebSockets, what they listen to, and the tickets that open them."""

    def add_ticket(self, ticket: str, grant: SocketTicket) -> None: ...

    def redeem_ticket(self, ticket: str) -> SocketTicket | None:
        """Take the ticket out; None when it was never given, or redeemed before."""

    def open(self, connection_id: str, principal: Principal, topics: Iterable[Topic]) -> bool:
        """False when the connection's end has been recorded before its beginning."""

    def close(self, connection_id: str, heard_on: Sequence[Topic] = ()) -> Sequence[Topic]:
        """Forget the connection, all that it listens to, and `heard_on`, where it was last met; for good.

        Gives back what it was listening to.
        """

    def principal(self, connection_id: str) -> Principal | None: ...

    def follow(
        self, connection_id: str, principal: Principal, topics: Sequence[Topic], *, until: datetime | None = None
    ) -> None:
        """Listen to these topics too, while the connection lasts or `until` then."""

    def unfollow(self, connection_id: str, topics: Sequence[Topic]) -> None:
        """Listen to these topics no more."""

    def topics(self, connection_id: str) -> Sequence[Topic]: ...

    def listeners(self, topic: Topic) -> Sequence[Listener]:
        """Who listens, by one small read."""


@dataclass(frozen=True, slots=True)
class SignedInAgent:
    principal: Principal
    email: str


class AgentTokens(Protocol):
    """Reads the bearer tokens of agents."""

    def read(self, token: str) -> SignedInAgent:
        """Raises Unauthorized, SessionExpired, and Forbidden for somebody who is not an agent of any tenant."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer that was given to a write."""

    status: int
    body: str


class Answers(Protocol):
    """Remembers what a write was answered, so that the same Idempotency-Key is answered the same."""

    def claim(self, key: str, request_fingerprint: str) -> Answer | None:
        """The earlier answer, or None when the write is the caller's to carry out now.

        Raises IdempotencyConflict when the key came with another request, or its first one is still at work.
        """

    def keep(self, key: str, answer: Answer) -> None: ...

    def release(self, key: str) -> None:
        """The write was refused; the key may be used again."""


class Gateway(Protocol):
    """Posts to open WebSockets."""

    def post(self, event: Event, connection_ids: Sequence[str], *, for_agents: bool) -> Sequence[str]:
        """Send the event's frame to each connection; gives back those that are gone for good.

        A frame that is not `for_agents` may reach visitors, and holds nothing that they must not see.
        """

    def end(self, connection_ids: Sequence[str]) -> None:
        """Close those that are open."""


class Accounts(Protocol):
    """Where agents sign in."""

    def invite(self, tenant_id: str, email: str, name: str, role: Role) -> str:
        """Let them sign in, with a password that is mailed to them. Their id.

        Who can sign in to this tenant already keeps their id and password. Raises NameTaken for a person of another.
        """

    def set_role(self, agent: Agent, role: Role) -> None: ...

    def remove(self, agent: Agent) -> None:
        """Let them sign in no more, and end what they have signed in to."""


class Directory(Protocol):
    """Who and what a tenant consists of."""

    def widget(self, tenant_id: str, widget_id: str) -> Widget | None:
        """Also one that has been removed: its conversations are still there."""

    def widget_by_token(self, token: str) -> Widget | None:
        """One that is not removed, by its token, or by its former one for as long as that works."""

    def put_widget(self, widget: Widget) -> None: ...

    def count_conversation(self, tenant_id: str, widget_id: str) -> None:
        """One more has been started on the widget."""

    def visitor(self, tenant_id: str, visitor_id: str, *, consistent: bool = False) -> Visitor | None: ...

    def create_visitor(self, visitor: Visitor) -> bool:
        """False when one with this id is there already."""

    def put_visitor(self, visitor: Visitor) -> None:
        """All but whom they have taken over, and who has taken them over."""

    def merge_visitor(self, before: Visitor, after: Visitor, anonymous: Visitor | None = None) -> bool:
        """Note whom `after` has taken over or is taking over, and with it that `anonymous` has become them, as one.

        False where it is not as in `before` any more, or where the anonymous one has become somebody else.
        """

    def add_visitor_token(self, token: str, visitor: Visitor, expires_at: datetime) -> None:
        """Remember the token by its hash."""

    def visitor_of_token(self, token: str) -> tuple[Visitor, datetime] | None:
        """The visitor and when the token expires: who they have become, and within `FORMER_TOKENS_LIVE` of that."""


class TenantSettingsStore(Protocol):
    def get(self, tenant_id: str, *, consistent: bool = False) -> TenantSettings:
        """Nothing but Nones where the tenant has settled nothing. They may be half a minute old, and cost no request
        then, unless they must be `consistent`.
        """

    def of_all(self) -> Sequence[TenantSettings]:
        """Of every tenant that has settled anything."""

    def put(self, before: TenantSettings, after: TenantSettings) -> bool:
        """False when it is no longer `before.version` that is stored; nothing is written then."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Business constants: the deployment's, of which `settings.py` tells name, default and source, or a tenant's own.

    Without `retention_days` conversations are kept until somebody erases them.
    """

    message_length: int = 4000
    attachment_bytes: int = 10 * 1024 * 1024
    page_size: int = 50
    message_cap: int = 8
    auto_close: timedelta = timedelta(days=1)
    sla: timedelta = timedelta(minutes=5)
    grace: timedelta = timedelta(minutes=5)
    silence: timedelta = timedelta(minutes=10)
    retention_days: int | None = None
    confidence_threshold: float = THRESHOLD
    visitor_token_life: timedelta = timedelta(days=30)
    ticket_life: timedelta = timedelta(seconds=30)
    view_life: timedelta = timedelta(minutes=2)
    presence: PresenceRules = field(default_factory=PresenceRules)
    message_rates: Mapping[SenderType, Rate] = field(default_factory=dict)
    """Of people, in one conversation. Who is not named writes as they please."""
    frame_rates: Mapping[SenderType, Rate] = field(default_factory=dict)
    """Of people, over all their connections that one process serves."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a use case can reach."""

    policy: Policy
    clock: Clock
    secrets: Secrets
    conversations: Conversations
    agents: Agents
    departments: Departments
    tickets: Tickets
    canned_responses: CannedResponses
    articles: Articles
    search: Search
    log: MessageLog
    notes: MessageLog
    connections: Connections
    gateway: Gateway
    directory: Directory
    attachments: Attachments
    tenants: TenantSettingsStore
