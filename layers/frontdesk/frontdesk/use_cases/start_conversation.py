"""A visitor starts a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Conflict, OutsideBusinessHours, WidgetInactive
from frontdesk.domain.escalating import BOT
from frontdesk.domain.events import ConversationCreated, Event, QueueUpdated
from frontdesk.domain.message import Draft, Message, written_by
from frontdesk.domain.principal import Principal
from frontdesk.domain.transitions import START
from frontdesk.domain.visitor import Visitor
from frontdesk.domain.vocabulary import Handler, HandlerType, Priority, SenderType, Status
from frontdesk.domain.widget import Widget
from frontdesk.domain.workflow.record import WorkflowPin
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.apply_message import apply_message
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.find_conversation import View, views
from frontdesk.use_cases.ports import Desk

ID_LENGTH = 26
GREETING_ID = "0.bot-greeting-000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a visitor starts with. `client_id` makes the start repeatable; the first message has its own."""

    client_id: str
    subject: str | None = None
    priority: Priority = Priority.NORMAL
    required_skills: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    page_url: str | None = None
    page_title: str | None = None
    message_client_id: str | None = None
    message_content: str | None = None


def start_conversation(
    desk: Desk,
    widget: Widget,
    visitor: Visitor,
    sender: Principal,
    beginning: Beginning,
    workflow: WorkflowPin | None = None,
) -> tuple[View, Message | None]:
    """The conversation and its first message. The same beginning again gives the same ones.

    A widget that begins with a workflow has agents begin where there is no `workflow` to follow.

    The message is written before the summary: no agent ever sees a conversation that lost its first words.
    Raises MessageTooLong, Busy, WidgetInactive and OutsideBusinessHours.
    """
    if not widget.active:
        raise WidgetInactive
    new = _new_conversation(desk, widget, visitor, beginning, workflow)
    _check_hours(desk, widget, new)
    draft = _first_draft(desk, sender, beginning)
    said = [append_message(desk, new.tenant_id, new.id, words).message for words in (_greeting(widget), draft) if words]
    message = said[-1] if draft else None
    conversation = _begun(new.caught_up(said, agent_online=False))
    if desk.conversations.create(conversation):
        desk.directory.count_conversation(new.tenant_id, widget.id)
    else:
        earlier = desk.conversations.get(new.tenant_id, new.id, consistent=True)
        if earlier is None:
            raise Conflict("This conversation has been erased.")
        conversation = apply_message(desk, earlier, message) if message else earlier
    view = views(desk, [conversation])[0]
    deliver(desk, *_events(view))
    return view, message


def _new_conversation(
    desk: Desk, widget: Widget, visitor: Visitor, beginning: Beginning, workflow: WorkflowPin | None
) -> Conversation:
    adrift = widget.handler_type is HandlerType.WORKFLOW and workflow is None
    status, handler = START[HandlerType.AGENT if adrift else widget.handler_type]
    now = desk.clock.now()
    return Conversation(
        tenant_id=visitor.tenant_id,
        id=own_conversation_id(desk, visitor, beginning.client_id),
        widget_id=widget.id,
        visitor_id=visitor.id,
        visitor_name=visitor.particulars.name,
        visitor_email=visitor.particulars.email,
        visitor_verified=visitor.verified,
        handler=handler,
        began_with=handler,
        status=status,
        priority=beginning.priority,
        subject=beginning.subject,
        required_skills=beginning.required_skills,
        source_url=beginning.page_url or visitor.particulars.page_url,
        source_page_title=beginning.page_title or visitor.particulars.page_title,
        attributes=beginning.answers,
        workflow=workflow,
        created_at=now,
        queued_at=now if status is Status.PENDING else None,
    )


def _greeting(widget: Widget) -> Draft | None:
    """What the bot says before the visitor does."""
    if widget.handler_type is not HandlerType.AI_BOT or not widget.greeting:
        return None
    return Draft(
        client_id=GREETING_ID,
        sender_type=SenderType.BOT,
        sender_id=BOT.id,
        sender_name=widget.bot_name,
        content=widget.greeting,
    )


def _begun(conversation: Conversation) -> Conversation:
    """What a visitor has said before a workflow asks is no answer to it."""
    if conversation.handler is not Handler.WORKFLOW:
        return conversation
    return replace(conversation, handler_since=conversation.applied_seq)


def _check_hours(desk: Desk, widget: Widget, new: Conversation) -> None:
    """Bots and workflows answer at any time; and what has been started in time is given again at any time."""
    if new.handler is not Handler.AGENT or widget.is_open(new.created_at):
        return
    if desk.conversations.get(new.tenant_id, new.id, consistent=True) is None:
        raise OutsideBusinessHours(widget.closed_sentence(new.created_at))


def own_conversation_id(desk: Desk, visitor: Visitor, client_id: str) -> str:
    """The same id for the same beginning, so that a repeated start cannot make a second conversation.

    Who has been somebody else until now may repeat what they began then.
    """
    for former_id in visitor.former_ids:
        earlier = conversation_id_of(visitor.tenant_id, former_id, client_id)
        if desk.conversations.get(visitor.tenant_id, earlier, consistent=True) is not None:
            return earlier
    return conversation_id_of(visitor.tenant_id, visitor.id, client_id)


def conversation_id_of(tenant_id: str, visitor_id: str, client_id: str) -> str:
    return sha256(f"{tenant_id}#{visitor_id}#{client_id}".encode()).hexdigest()[:ID_LENGTH]


def _first_draft(desk: Desk, sender: Principal, beginning: Beginning) -> Draft | None:
    if beginning.message_client_id is None or beginning.message_content is None:
        return None
    return written_by(
        sender,
        client_id=beginning.message_client_id,
        content=beginning.message_content,
        limit=desk.policy.message_length,
    )


def _events(view: View) -> list[Event]:
    conversation = view.conversation
    told: list[Event] = [ConversationCreated(conversation, conversation.created_at, view.last_message)]
    if conversation.status is Status.PENDING:
        told.append(QueueUpdated(conversation, conversation.created_at, added=True))
    return told
