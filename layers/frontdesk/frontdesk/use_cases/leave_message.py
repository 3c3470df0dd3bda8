"""A visitor leaves a message while nobody is there: it becomes a ticket, and a conversation that is over already."""

from dataclasses import dataclass, replace

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import Busy, Conflict, WidgetInactive
from frontdesk.domain.escalating import FRONTDESK
from frontdesk.domain.events import ConversationCreated
from frontdesk.domain.message import Announcement, Message, SystemEvent, written_by
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.ticket import Ticket, ticket_of
from frontdesk.domain.visitor import Particulars, Visitor
from frontdesk.domain.vocabulary import Handler, Status
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.append_message import append_message
from frontdesk.use_cases.change_conversation import announce
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.start_conversation import own_conversation_id

ATTEMPTS = 60
LONGEST_PAUSE_SECONDS = 0.05
# The first and only one of its log.
MESSAGE = "0.offline-message"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineForm:
    """`client_id` makes it repeatable."""

    client_id: str
    name: str
    email: str
    message: str
    page_url: str | None = None
    page_title: str | None = None


def leave_message(
    desk: Desk, widget: Widget, visitor: Visitor, sender: Principal, form: OfflineForm
) -> tuple[Conversation, bool]:
    """The conversation with its ticket's number, and whether it was there before. The same form gives the same one.

    The message is written first, then the conversation and its ticket as one: none is ever without the other.
    Raises MessageTooLong, Busy, WidgetInactive, and Conflict while people are there.
    """
    conversation_id = own_conversation_id(desk, visitor, f"offline#{form.client_id}")
    earlier = desk.conversations.get(visitor.tenant_id, conversation_id, consistent=True)
    if earlier is not None:
        return earlier, True
    _check_closed(desk, widget)
    _remember(desk, visitor, form)
    draft = written_by(
        replace(sender, name=form.name),
        client_id=MESSAGE,
        content=form.message,
        limit=desk.policy.message_length,
    )
    message = append_message(desk, visitor.tenant_id, conversation_id, draft).message
    return _with_ticket(desk, _conversation(desk, widget, visitor, form, message), message)


def _check_closed(desk: Desk, widget: Widget) -> None:
    if not widget.active:
        raise WidgetInactive
    if widget.is_open(desk.clock.now()):
        raise Conflict("Somebody is here now. Start a conversation instead.")


def _remember(desk: Desk, visitor: Visitor, form: OfflineForm) -> None:
    told = visitor.told(Particulars(name=form.name, email=form.email))
    if told != visitor.particulars:
        desk.directory.put_visitor(replace(visitor, particulars=told))


def _with_ticket(desk: Desk, conversation: Conversation, message: Message) -> tuple[Conversation, bool]:
    """Whoever loses the next number to somebody else looks again; to the same form, finds what it has made."""
    for _ in range(ATTEMPTS):
        ticket = _ticket(desk, conversation, message)
        told = Announcement(SystemEvent.TICKETED, FRONTDESK.name, str(ticket.number))
        made = replace(conversation.ticketed(ticket.number), announcement=told)
        if desk.tickets.create(ticket, None, made):
            desk.directory.count_conversation(made.tenant_id, made.widget_id)
            deliver(desk, ConversationCreated(made, made.created_at, message))
            announce(desk, made)
            return made, False
        earlier = desk.conversations.get(made.tenant_id, made.id, consistent=True)
        if earlier is not None:
            return earlier, True
        desk.clock.pause(LONGEST_PAUSE_SECONDS)
    raise Busy("Too many tickets are made at once. Please try again.")


def _ticket(desk: Desk, conversation: Conversation, message: Message) -> Ticket:
    return ticket_of(
        conversation,
        [message],
        number=desk.tickets.last_number(conversation.tenant_id) + 1,
        by=Party(message.sender_id, message.sender_name),
        now=desk.clock.now(),
    )


def _conversation(desk: Desk, widget: Widget, visitor: Visitor, form: OfflineForm, message: Message) -> Conversation:
    now = desk.clock.now()
    return Conversation(
        tenant_id=visitor.tenant_id,
        id=message.conversation_id,
        widget_id=widget.id,
        visitor_id=visitor.id,
        visitor_name=form.name,
        visitor_email=form.email,
        visitor_verified=visitor.verified and _is_vouched(visitor, form),
        handler=Handler.AGENT,
        status=Status.CLOSED,
        source_url=form.page_url or visitor.particulars.page_url,
        source_page_title=form.page_title or visitor.particulars.page_title,
        created_at=now,
        closed_at=now,
        applied_seq=message.seq,
    )


def _is_vouched(visitor: Visitor, form: OfflineForm) -> bool:
    """A form may name anybody; only what the site has told is verified."""
    return (visitor.particulars.name, visitor.particulars.email) == (form.name, form.email)
