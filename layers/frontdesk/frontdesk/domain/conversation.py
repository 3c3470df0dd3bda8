"""A conversation: its summary, and what may happen to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from frontdesk.domain.errors import AlreadyAssigned, Forbidden, InvalidTransition, NotFound
from frontdesk.domain.escalation import Escalation, Outcome
from frontdesk.domain.message import Announcement, Message, SystemEvent
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.rating import Rating
from frontdesk.domain.transitions import HELD, OPEN, TRANSITIONS, Cause
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import Handler, Priority, Role, SenderType, Status
from frontdesk.domain.workflow.record import WorkflowPin

ROUTING = "routing"
OUTCOMES = {Status.ACTIVE: Outcome.ACCEPTED, Status.RESOLVED: Outcome.RESOLVED, Status.CLOSED: Outcome.CLOSED}


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
    `workflow` is the one that it has begun with, at its version of then.
    `began_with` is who was to answer first: it stays, whoever does so later.
    `handler_since` is the last message before its present handler, if that is not an agent, took it, or before it was
    opened again: what was solved then is done with.
    `unanswered_since` is when the first message of the visitor's was written that nobody has answered: neither an agent
    nor, while it has the conversation, the bot or a workflow.
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
    began_with: Handler = Handler.AGENT
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
    escalations: tuple[Escalation, ...] = ()
    ticket_number: int | None = None
    workflow: WorkflowPin | None = None
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
    rating: Rating | None = None
    announcement: Announcement | None = None
    applied_seq: int = 0
    handler_since: int = 0
    visitor_read_seq: int = 0
    agent_read_seq: int = 0
    version: int = 1

    @property
    def holder_id(self) -> str | None:
        """The agent in whose hands it is and whose workload it counts towards."""
        return self.agent_id if self.status in HELD else None

    @property
    def owed_since(self) -> datetime | None:
        """Since when the team owes the visitor an answer. While the bot or a workflow has it, they do not; and what
        those have said is known to the summary with its next change alone."""
        return self.unanswered_since if self.handler is Handler.AGENT else None

    @property
    def open_escalation(self) -> Escalation | None:
        """The one that nobody has answered yet."""
        last = self.escalations[-1] if self.escalations else None
        return last if last and last.outcome is None else None

    def changed(self) -> Self:
        """Its next version, which is as it was until something is replaced in it."""
        return replace(self, version=self.version + 1, announcement=None)

    def moved(self, cause: Cause, to: Status) -> Self:
        """Raises InvalidTransition where the table does not know the move."""
        if to not in TRANSITIONS.get((self.status, cause), frozenset()):
            raise InvalidTransition(f"This conversation is {self.status}; it cannot be {cause} now.")
        return replace(self.changed(), status=to)

    def settled(self, now: datetime, outcome: Outcome | None = None) -> Self:
        """With its open escalation answered: by what its status has become, unless the outcome is named."""
        answered = self.open_escalation
        if answered is None:
            return self
        last = replace(answered, outcome=outcome or OUTCOMES[self.status], settled_at=now)
        return replace(self, escalations=(*self.escalations[:-1], last))

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
        if self.agent_id is None:
            raise InvalidTransition(f"The {self.handler} has this conversation. Take it over before you answer.")
        self.check_held_by(principal)

    def check_held_by(self, agent: Principal) -> None:
        """Raises Forbidden where another agent is responsible, unless an admin steps in."""
        if self.agent_id not in (None, agent.id) and agent.role is not Role.ADMIN:
            raise Forbidden(f"{self.agent_name} is responsible for this conversation.")

    def accepted(self, agent: Principal, now: datetime) -> Self:
        """Out of the queue, or out of the hands of the bot or a workflow; the same when this agent has it already.

        Raises AlreadyAssigned when another was faster.
        """
        if self.agent_id is not None and self.status in OPEN:
            if self.agent_id == agent.id:
                return self
            raise AlreadyAssigned(f"{self.agent_name} has already taken this conversation.")
        taken_over = self.status is Status.ACTIVE
        taken = self.changed() if taken_over else self.moved(Cause.ACCEPTED, Status.ACTIVE).settled(now)
        return replace(
            taken,
            handler=Handler.AGENT,
            agent_id=agent.id,
            agent_name=agent.name,
            assigned_at=now,
            assigned_by=agent.id,
            wait_seconds=self.wait_seconds if taken_over else self.waited(now),
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
        return changed.changed()

    def of_visitor(self, visitor: Visitor) -> Self:
        """Taken over by who its visitor has turned out to be, and called as the site vouches for."""
        return replace(
            self.changed(),
            visitor_id=visitor.id,
            visitor_name=visitor.particulars.name,
            visitor_email=visitor.particulars.email,
            visitor_verified=visitor.verified,
        )

    def with_particulars_of(self, visitor: Visitor | None) -> Self:
        """For work that outlives it, not to be stored: what is known of its visitor now goes before what was known
        when it began."""
        if visitor is None:
            return self
        known = visitor.particulars
        return replace(
            self, visitor_name=known.name or self.visitor_name, visitor_email=known.email or self.visitor_email
        )

    def ticketed(self, number: int) -> Self:
        """With the ticket that has been made of it."""
        return replace(self.changed(), ticket_number=number)

    def resolved(self, by: Principal, now: datetime) -> Self:
        if not by.is_visitor:
            self.check_held_by(by)
        return replace(
            self.moved(Cause.RESOLVED, Status.RESOLVED).settled(now),
            resolved_at=now,
            unanswered_since=None,
            announcement=Announcement(SystemEvent.RESOLVED, by.name),
        )

    def ended(self, by: Principal, now: datetime) -> Self:
        """Closed by either side: an open conversation is ended, a resolved one confirmed."""
        if not by.is_visitor:
            self.check_held_by(by)
        return replace(self.cut_off(now), announcement=Announcement(SystemEvent.ENDED, by.name))

    def cut_off(self, now: datetime) -> Self:
        """Closed in whoever's hands it is, and nobody is told of it in its log."""
        cause = Cause.CONFIRMED if self.status is Status.RESOLVED else Cause.ENDED
        closed = self.moved(cause, Status.CLOSED).settled(now)
        return replace(closed, closed_at=now, unanswered_since=None)

    def auto_closed(self, now: datetime) -> Self:
        """Closed because a resolved conversation has been quiet for the auto-close time."""
        return replace(self.moved(Cause.CONFIRMED, Status.CLOSED), closed_at=now)

    def rateable_until(self, auto_close: timedelta) -> datetime | None:
        """For the auto-close time after its end, however it ended, it may be rated, and the rating changed.

        None while it goes on, and for a message that was left while nobody was there: it was over before it began.
        """
        over = self.resolved_at or self.closed_at
        left_behind = self.handler is Handler.AGENT and self.queued_at is None and self.assigned_at is None
        return None if over is None or self.status in OPEN or left_behind else over + auto_close

    def rated(self, stars: int, feedback: str | None, now: datetime, auto_close: timedelta) -> Self:
        """Its status stays: who has rated can still change the rating, and still write. The same again changes nothing.

        Raises InvalidTransition where it cannot be rated, or not any more.
        """
        until = self.rateable_until(auto_close)
        if until is None:
            raise InvalidTransition("A conversation can be rated once it is resolved or has ended.")
        if now >= until:
            raise InvalidTransition("The time in which this conversation could be rated is over.")
        if self.rating is not None and (self.rating.stars, self.rating.feedback) == (stars, feedback):
            return self
        rating = Rating(stars=stars, feedback=feedback, agent_id=self.agent_id, at=now)
        return replace(self.changed(), rating=rating)

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
        answers = message.sender_type is SenderType.AGENT and self.handler is Handler.AGENT
        if answers and self.status is Status.ACTIVE:
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
        elif self.status is Status.RESOLVED and self.handler is Handler.BOT:
            anew = self.moved(Cause.VISITOR_WROTE, Status.ACTIVE)
            turned = replace(anew, resolved_at=None, handler_since=message.seq - 1)
        elif self.status is Status.RESOLVED:
            turned = self._back(Cause.VISITOR_WROTE, message.created_at, agent_online=agent_online)
        elif self.handler is not Handler.AGENT:
            return self
        elif self.unanswered_since is None:
            turned = self.changed()
        else:
            return self
        return replace(turned, applied_seq=message.seq, unanswered_since=self.unanswered_since or message.created_at)

    def caught_up(self, log: Sequence[Message], *, agent_online: bool) -> Self:
        """The summary once every message above `applied_seq`, given in order, is accounted for."""
        current = self
        for message in log:
            current = current._aware_of(message).after(message, agent_online=agent_online)
        return replace(current, applied_seq=max(current.applied_seq, log[-1].seq)) if log else current

    def _aware_of(self, message: Message) -> Self:
        """What the bot or a workflow has not answered is remembered for whoever takes over. It is no change by itself,
        so that no message of theirs costs a write."""
        if self.handler is Handler.AGENT or self.status not in OPEN or message.seq <= self.applied_seq:
            return self
        if message.sender_type is SenderType.VISITOR:
            return replace(self, unanswered_since=self.unanswered_since or message.created_at)
        return replace(self, unanswered_since=None) if message.is_answer else self
