"""A conversation: its summary, and the one table that says how its status may change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from frontdesk.domain.errors import AlreadyAssigned, Forbidden, InvalidTransition, NotFound
from frontdesk.domain.message import Announcement, Message, SystemEvent
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Handler, HandlerType, Priority, Role, SenderType, Status


class Cause(StrEnum):
    """Why a status changes."""

    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    AGENT_ANSWERED = "answered"
    VISITOR_WROTE = "written to"
    RELEASED = "released"
    RESOLVED = "resolved"
    CONFIRMED = "closed"
    ENDED = "ended"
    REOPENED = "reopened"


TRANSITIONS: Mapping[tuple[Status, Cause], frozenset[Status]] = {
    (Status.PENDING, Cause.ACCEPTED): frozenset({Status.ACTIVE}),
    (Status.PENDING, Cause.ASSIGNED): frozenset({Status.ACTIVE}),
    (Status.ACTIVE, Cause.RELEASED): frozenset({Status.PENDING}),
    (Status.ACTIVE, Cause.TRANSFERRED): frozenset({Status.PENDING}),
    (Status.WAITING, Cause.TRANSFERRED): frozenset({Status.PENDING}),
    (Status.ACTIVE, Cause.AGENT_ANSWERED): frozenset({Status.WAITING}),
    (Status.WAITING, Cause.VISITOR_WROTE): frozenset({Status.ACTIVE}),
    (Status.PENDING, Cause.RESOLVED): frozenset({Status.RESOLVED}),
    (Status.ACTIVE, Cause.RESOLVED): frozenset({Status.RESOLVED}),
    (Status.WAITING, Cause.RESOLVED): frozenset({Status.RESOLVED}),
    (Status.RESOLVED, Cause.VISITOR_WROTE): frozenset({Status.ACTIVE, Status.PENDING}),
    (Status.RESOLVED, Cause.CONFIRMED): frozenset({Status.CLOSED}),
    (Status.PENDING, Cause.ENDED): frozenset({Status.CLOSED}),
    (Status.ACTIVE, Cause.ENDED): frozenset({Status.CLOSED}),
    (Status.WAITING, Cause.ENDED): frozenset({Status.CLOSED}),
    (Status.CLOSED, Cause.REOPENED): frozenset({Status.ACTIVE, Status.PENDING}),
}
ROUTING = "routing"
OPEN = frozenset({Status.PENDING, Status.ACTIVE, Status.WAITING})
HELD = frozenset({Status.ACTIVE, Status.WAITING})
START: Mapping[HandlerType, tuple[Status, Handler]] = {
    HandlerType.AGENT: (Status.PENDING, Handler.AGENT),
    HandlerType.AI_BOT: (Status.ACTIVE, Handler.BOT),
    HandlerType.WORKFLOW: (Status.ACTIVE, Handler.WORKFLOW),
}


@dataclass(frozen=True, slots=True)
class Party:
    """An agent or a department, as it was called then."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """How responsibility has moved, to an agent or to a department."""

    from_agent: Party | None = None
    to_agent: Party | None = None
    to_department: Party | None = None
    by: Party
    reason: str | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The summary of a conversation. The log is the truth; of the log, `applied_seq` is accounted for here.

    `assigned_by` is who put it into its agent's hands: themselves, another agent, or `ROUTING`.
    `version` grows by one with each change and guards against two changes at once.
    """

    tenant_id: str
    id: str
    widget_id: str
    visitor_id: str
    visitor_name: str | None = None
    visitor_email: str | None = None
    visitor_verified: bool = False
    handler: Handler
    status: Status
    priority: Priority = Priority.NORMAL
    subject: str | None = None
    required_skills: tuple[str, ...] = ()
    source_url: str | None = None
    source_page_title: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    department_id: str | None = None
    transfers: tuple[Transfer, ...] = ()
    ticket_number: int | None = None
    agent_id: str | None = None
    agent_name: str | None = None
    created_at: datetime
    queued_at: datetime | None = None
    assigned_at: datetime | None = None
    assigned_by: str | None = None
    wait_seconds: int | None = None
    unanswered_since: datetime | None = None
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    announcement: Announcement | None = None
    applied_seq: int = 0
    visitor_read_seq: int = 0
    agent_read_seq: int = 0
    version: int = 1

    @property
    def holder_id(self) -> str | None:
        """The agent in whose hands it is and whose workload it counts towards."""
        return self.agent_id if self.status in HELD else None

    def moved(self, cause: Cause, to: Status) -> Self:
        """Raises InvalidTransition where the table does not know the move."""
        if to not in TRANSITIONS.get((self.status, cause), frozenset()):
            raise InvalidTransition(f"This conversation is {self.status}; it cannot be {cause} now.")
        return replace(self, status=to, version=self.version + 1, announcement=None)

    def read_by(self, principal: Principal) -> Self:
        """The conversation, if the principal may read it. Raises NotFound: a stranger learns nothing."""
        own = not principal.is_visitor or principal.id == self.visitor_id
        if principal.tenant_id != self.tenant_id or not own:
            raise NotFound("There is no such conversation.")
        return self

    def check_writable_by(self, principal: Principal) -> None:
        """Raises InvalidTransition or Forbidden where the principal may not add a message."""
        if self.status is Status.CLOSED:
            raise InvalidTransition("This conversation is closed. Start a new one, or have an agent reopen it.")
        if principal.is_visitor:
            return
        if self.status is Status.PENDING:
            raise InvalidTransition("Accept this conversation before you answer it.")
        if self.status is Status.RESOLVED:
            raise InvalidTransition("This conversation is resolved; it opens again when the visitor writes.")
        self.check_held_by(principal)

    def check_held_by(self, agent: Principal) -> None:
        """Raises Forbidden where another agent is responsible, unless an admin steps in."""
        if self.agent_id not in (None, agent.id) and agent.role is not Role.ADMIN:
            raise Forbidden(f"{self.agent_name} is responsible for this conversation.")

    def accepted(self, agent: Principal, now: datetime) -> Self:
        """The same conversation when this agent has it already. Raises AlreadyAssigned when another was faster."""
        if self.agent_id is not None and self.status in OPEN:
            if self.agent_id == agent.id:
                return self
            raise AlreadyAssigned(f"{self.agent_name} has already taken this conversation.")
        return replace(
            self.moved(Cause.ACCEPTED, Status.ACTIVE),
            handler=Handler.AGENT,
            agent_id=agent.id,
            agent_name=agent.name,
            assigned_at=now,
            assigned_by=agent.id,
            wait_seconds=self.waited(now),
            announcement=Announcement(SystemEvent.ACCEPTED, agent.name),
        )

    def waited(self, now: datetime) -> int:
        """For how many seconds it has been in the queue."""
        return max(0, round((now - (self.queued_at or self.created_at)).total_seconds()))

    def edited(
        self,
        *,
        subject: str | None = None,
        tags: tuple[str, ...] | None = None,
        attributes: Mapping[str, str] | None = None,
        priority: Priority | None = None,
    ) -> Self:
        """What is None stays as it is; the same object when nothing changes."""
        changed = replace(
            self,
            subject=self.subject if subject is None else subject,
            tags=self.tags if tags is None else tags,
            attributes=self.attributes if attributes is None else attributes,
            priority=priority or self.priority,
        )
        if changed == self:
            return self
        return replace(changed, version=self.version + 1, announcement=None)

    def ticketed(self, number: int) -> Self:
        """With the ticket that has been made of it."""
        return replace(self, ticket_number=number, version=self.version + 1, announcement=None)

    def resolved(self, by: Principal, now: datetime) -> Self:
        if not by.is_visitor:
            self.check_held_by(by)
        return replace(
            self.moved(Cause.RESOLVED, Status.RESOLVED),
            resolved_at=now,
            unanswered_since=None,
            announcement=Announcement(SystemEvent.RESOLVED, by.name),
        )

    def ended(self, by: Principal, now: datetime) -> Self:
        """Closed by either side: an open conversation is ended, a resolved one confirmed."""
        if not by.is_visitor:
            self.check_held_by(by)
        cause = Cause.CONFIRMED if self.status is Status.RESOLVED else Cause.ENDED
        return replace(
            self.moved(cause, Status.CLOSED),
            closed_at=now,
            unanswered_since=None,
            announcement=Announcement(SystemEvent.ENDED, by.name),
        )

    def auto_closed(self, now: datetime) -> Self:
        """Closed because a resolved conversation has been quiet for the auto-close time."""
        return replace(self.moved(Cause.CONFIRMED, Status.CLOSED), closed_at=now)

    def reopened(self, by: Principal, now: datetime, *, agent_online: bool) -> Self:
        """Back to its agent if they are there and have a free slot, else to the queue."""
        return replace(
            self._back(Cause.REOPENED, now, agent_online=agent_online),
            announcement=Announcement(SystemEvent.REOPENED, by.name),
        )

    def _back(self, cause: Cause, now: datetime, *, agent_online: bool) -> Self:
        kept = agent_online and self.agent_id is not None
        return replace(
            self.moved(cause, Status.ACTIVE if kept else Status.PENDING),
            handler=Handler.AGENT,
            agent_id=self.agent_id if kept else None,
            agent_name=self.agent_name if kept else None,
            queued_at=None if kept else now,
            resolved_at=None,
            closed_at=None,
        )

    def after(self, message: Message, *, agent_online: bool) -> Self:
        """The summary once `message` is in the log; the same object when it changes nothing here.

        Applying a message twice, or after a later one, changes nothing.
        """
        if message.seq <= self.applied_seq or self.status is Status.CLOSED:
            return self
        if message.sender_type is SenderType.VISITOR:
            return self._after_visitor(message, agent_online=agent_online)
        if message.sender_type is SenderType.AGENT and self.status is Status.ACTIVE:
            return replace(
                self.moved(Cause.AGENT_ANSWERED, Status.WAITING),
                applied_seq=message.seq,
                unanswered_since=None,
                first_response_at=self.first_response_at or message.created_at,
            )
        return self

    def _after_visitor(self, message: Message, *, agent_online: bool) -> Self:
        if self.status is Status.WAITING:
            turned = self.moved(Cause.VISITOR_WROTE, Status.ACTIVE)
        elif self.status is Status.RESOLVED:
            turned = self._back(Cause.VISITOR_WROTE, message.created_at, agent_online=agent_online)
        elif self.unanswered_since is None:
            turned = replace(self, version=self.version + 1, announcement=None)
        else:
            return self
        return replace(
            turned,
            applied_seq=message.seq,
            unanswered_since=self.unanswered_since or message.created_at,
        )

    def caught_up(self, log: Sequence[Message], *, agent_online: bool) -> Self:
        """The summary once every message above `applied_seq`, given in order, is accounted for."""
        current = self
        for message in log:
            current = current.after(message, agent_online=agent_online)
        return replace(current, applied_seq=max(current.applied_seq, log[-1].seq)) if log else current
