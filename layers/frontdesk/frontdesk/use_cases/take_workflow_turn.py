"""A workflow's turn: what it has to say after the visitor's answers is said once, and what it leads to is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.domain.bot_job import BotJob
from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, NotFound
from frontdesk.domain.escalating import WORKFLOW
from frontdesk.domain.events import ConversationEscalated, ConversationUpdated, MessageCreated, StateChanged
from frontdesk.domain.message import Announcement, Draft, Message, SystemEvent
from frontdesk.domain.vocabulary import MessageType, SenderType
from frontdesk.domain.workflow.executor import Line, Progress, turns
from frontdesk.domain.workflow.outcome import concluded, is_followed, with_answers
from frontdesk.domain.workflow.reading import workflow_of
from frontdesk.domain.workflow.steps import CreateTicket, Facts
from frontdesk.use_cases.apply_message import catch_up
from frontdesk.use_cases.change_conversation import announce, change_stored, events_of_change
from frontdesk.use_cases.convert_to_ticket import TicketWishes, next_ticket
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.offer_to_agent import offer_to_agent
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_log_end import read_log_end
from frontdesk.use_cases.workflow_ports import Workflows

ATTEMPTS = 20
LONGEST_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Followed:
    """A conversation and how far its workflow has come. `unsaid` are the messages that its log does not have yet.

    `last` is the last message since the workflow has the conversation, None where there is none yet.
    `heard` is the last message before those that came when the workflow was over. `name` is the one under which the
    workflow speaks to visitors: what it does is told them under the same one.
    """

    conversation: Conversation
    name: str
    last: Message | None
    heard: int
    unsaid: tuple[Draft, ...]
    progress: Progress

    def onward(self, conversation: Conversation, now: datetime) -> Conversation:
        """The conversation where the workflow leads; as it is, where somebody else has it by now."""
        if not is_followed(conversation):
            return conversation
        answered = with_answers(conversation, self.progress)
        return self._concluded(answered, now)

    def leads_on(self, now: datetime) -> bool:
        """Whether there is something left to say, or somewhere to go. The answers are remembered with the next turn."""
        found = self.conversation
        return bool(self.unsaid) or self.lacks_ticket or self._concluded(found, now) is not found

    @property
    def lacks_ticket(self) -> bool:
        return isinstance(self.progress.effect, CreateTicket) and self.conversation.ticket_number is None

    def _concluded(self, conversation: Conversation, now: datetime) -> Conversation:
        return concluded(conversation, self.progress, self.name, self.heard, now)


def take_workflow_turn(desk: Desk, workflows: Workflows, job: BotJob) -> bool:
    """True when the workflow has said or done something. It speaks where the bot would, and never over an agent.

    Each message has its place in the workflow for an id, and what follows is decided on what is stored: so it is safe
    to call again. Raises Busy, and NotFound where the conversation's workflow is gone.
    """
    acted = False
    for _ in range(ATTEMPTS):
        heard = _heard(desk, job)
        if heard is None:
            return acted
        found = _followed(desk, workflows, *heard)
        if not found.unsaid:
            return _conclude(desk, found) or acted
        acted = _say(desk, found) or acted
    raise Busy("Too many people write here at once.")


def owes_step(desk: Desk, workflows: Workflows, job: BotJob) -> bool:
    """Whether the visitor waits for what comes next, as far as can be told without what may be broken.

    Where they spoke last, how the workflow goes on is not asked: that may be what fails. Where it spoke last, it has
    been found out from these very answers before.
    """
    heard = _heard(desk, job)
    if heard is None:
        return False
    spoken = [message for message in heard[1] if message.sender_type is not SenderType.SYSTEM]
    if not spoken or spoken[-1].sender_type is SenderType.VISITOR:
        return True
    return _followed(desk, workflows, *heard).leads_on(desk.clock.now())


def _heard(desk: Desk, job: BotJob) -> tuple[Conversation, Sequence[Message]] | None:
    """The conversation, and its log since the workflow has it; None where it has not."""
    conversation = desk.conversations.get(job.tenant_id, job.conversation_id, consistent=True)
    if conversation is None or not is_followed(conversation):
        return None
    return conversation, read_log_end(desk, job.tenant_id, job.conversation_id, conversation.handler_since + 1)


def _followed(desk: Desk, workflows: Workflows, conversation: Conversation, log: Sequence[Message]) -> Followed:
    progresses = _progresses(workflows, conversation, log)
    widget = desk.directory.widget(conversation.tenant_id, conversation.widget_id)
    name = widget.bot_name if widget else WORKFLOW.name
    drafts = _drafts(name, conversation, log, progresses)
    said = {message.client_id for message in log}
    tail = log[-1].seq if log else conversation.handler_since
    unheard = progresses[-1].unheard
    return Followed(
        conversation,
        name,
        log[-1] if log else None,
        _answers(log)[-unheard].seq - 1 if unheard else tail,
        tuple(draft for draft in drafts if draft.client_id not in said),
        progresses[-1],
    )


def _progresses(workflows: Workflows, conversation: Conversation, log: Sequence[Message]) -> Sequence[Progress]:
    """Before the first answer, and after each."""
    pin = conversation.workflow
    definition = workflows.definition(conversation.tenant_id, pin.workflow_id, pin.version) if pin else None
    if definition is None:
        raise NotFound("There is no such workflow.")
    facts = Facts(
        visitor_name=conversation.visitor_name,
        visitor_email=conversation.visitor_email,
        attributes=conversation.attributes,
    )
    return list(turns(workflow_of(definition), [answer.content for answer in _answers(log)], facts))


def _answers(log: Sequence[Message]) -> list[Message]:
    return [message for message in log if message.sender_type is SenderType.VISITOR]


def _drafts(
    name: str, conversation: Conversation, log: Sequence[Message], progresses: Sequence[Progress]
) -> Iterator[Draft]:
    """Everything that the workflow has to say until now."""
    anchors = [conversation.handler_since, *(answer.seq for answer in _answers(log))]
    for turn, (anchor, progress) in enumerate(zip(anchors, progresses, strict=True)):
        for place, line in enumerate(progress.messages):
            yield _draft(f"{anchor}.workflow-{turn:04d}-{place:04d}", name, line)


def _draft(client_id: str, name: str, line: Line) -> Draft:
    return Draft(
        client_id=client_id,
        sender_type=SenderType.BOT,
        sender_id=WORKFLOW.id,
        sender_name=name,
        content=line.text,
        type=MessageType.FORM if line.form else MessageType.TEXT,
        form=line.form,
    )


def _say(desk: Desk, found: Followed) -> bool:
    """One message after the other; False where somebody else has written or has taken the conversation meanwhile."""
    before, last = found.conversation, found.last
    for draft in found.unsaid:
        now = desk.conversations.get(before.tenant_id, before.id, consistent=True)
        if now is None or now.version != before.version:
            return False
        message = _next(last, draft, before, desk.clock.now())
        if not desk.log.append(message):
            desk.clock.pause(LONGEST_PAUSE_SECONDS)
            return False
        deliver(desk, MessageCreated(before, message.created_at, message))
        last = message
    return True


def _next(last: Message | None, draft: Draft, conversation: Conversation, now: datetime) -> Message:
    if last is not None:
        return last.followed_by(draft, now)
    return draft.at(conversation.tenant_id, conversation.id, conversation.handler_since + 1, now)


def _conclude(desk: Desk, found: Followed) -> bool:
    """Remember the answers, and go where the workflow leads. True where that changed anything."""
    effect = found.progress.effect
    if isinstance(effect, CreateTicket) and found.lacks_ticket:
        return _make_ticket(desk, found, effect)
    before = found.conversation
    changed = change_stored(desk, before.tenant_id, before.id, found.onward, tell=_told)
    announce(desk, changed)
    offer_to_agent(desk, changed)
    return changed.version != before.version


def _make_ticket(desk: Desk, found: Followed, effect: CreateTicket) -> bool:
    """The ticket and what it makes of the conversation are written as one. Raises Busy."""
    wishes = TicketWishes(subject=effect.subject, category=effect.category, priority=effect.priority)
    for _ in range(ATTEMPTS):
        stored = desk.conversations.get(found.conversation.tenant_id, found.conversation.id, consistent=True)
        if stored is None or not is_followed(stored) or stored.ticket_number is not None:
            return False
        known = catch_up(desk, stored)
        onward = found.onward(known, desk.clock.now())
        ticket = next_ticket(desk, WORKFLOW, onward, wishes)
        told = Announcement(SystemEvent.TICKETED, WORKFLOW.name, str(ticket.number))
        made = replace(onward.ticketed(ticket.number), announcement=told)
        if desk.tickets.create(ticket, stored, made):
            deliver(desk, *events_of_change(stored, made, ticket.created_at))
            announce(desk, made)
            return True
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many tickets are made at once. Please try again.")


def _told(conversation: Conversation, at: datetime) -> StateChanged:
    return (ConversationEscalated if conversation.open_escalation else ConversationUpdated)(conversation, at)
