"""Send a message: store it, bring the summary up to date, tell everyone who listens."""

from dataclasses import dataclass

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.errors import InvalidInput, Refusal
from frontdesk.domain.events import ConversationUpdated, Event, MessageCreated, QueueUpdated
from frontdesk.domain.message import Draft, Message, written_by
from frontdesk.domain.message_log import check_base_seq
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Status
from frontdesk.use_cases.append_message import Appended, append_message, stored_copy
from frontdesk.use_cases.apply_message import apply_message
from frontdesk.use_cases.attach_file import with_attachment
from frontdesk.use_cases.deliver import deliver
from frontdesk.use_cases.find_conversation import check_writable, find_conversation
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.share_article import with_article


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What a sender hands in, by either transport."""

    conversation_id: str
    client_id: str
    base_seq: int
    content: str
    article_id: str | None = None
    """An article to share: the content is its title then."""
    attachment_id: str | None = None
    """A file that has been uploaded for this message: the content is its name then."""


def send_message(desk: Desk, sender: Principal, outgoing: Outgoing, *, connection_id: str | None = None) -> Appended:
    """The stored message; sending the same one again gives it again, even after the conversation has closed.

    Raises NotFound, MessageTooLong, InvalidInput, InvalidTransition, Forbidden, RateLimited, Busy.
    """
    check_base_seq(outgoing.client_id, outgoing.base_seq)
    draft = written_by(sender, client_id=outgoing.client_id, content=outgoing.content, limit=desk.policy.message_length)
    conversation = find_conversation(desk, sender, outgoing.conversation_id)
    try:
        writable = check_writable(desk, sender, conversation)
        whole = _with_parts(desk, sender, draft, outgoing)
    except Refusal:
        # A message stored earlier stays acknowledged whatever has happened since.
        earlier = stored_copy(desk, conversation.tenant_id, conversation.id, draft)
        if earlier is None:
            raise
        return Appended(earlier, duplicate=True)
    return _store_and_tell(desk, writable, whole, connection_id)


def _with_parts(desk: Desk, sender: Principal, draft: Draft, outgoing: Outgoing) -> Draft:
    if outgoing.article_id is not None and outgoing.attachment_id is not None:
        raise InvalidInput("attachment_id", "A message carries an article or a file, not both.")
    shared = with_article(desk, sender, draft, outgoing.article_id)
    return with_attachment(desk, sender, outgoing.conversation_id, shared, outgoing.attachment_id)


def _store_and_tell(desk: Desk, conversation: Conversation, draft: Draft, connection_id: str | None) -> Appended:
    appended = append_message(desk, conversation.tenant_id, conversation.id, draft)
    after = apply_message(desk, conversation, appended.message)
    # A repeated send is told again: the first one may have died between storing and telling.
    deliver(desk, *_events(conversation, after, appended.message), but_not_to=connection_id)
    return appended


def _events(before: Conversation, after: Conversation, message: Message) -> list[Event]:
    told: list[Event] = [MessageCreated(after, message.created_at, message)]
    if before.status is Status.RESOLVED and after.status is not Status.RESOLVED:
        told.append(ConversationUpdated(after, message.created_at))
        if after.status is Status.PENDING:
            told.append(QueueUpdated(after, message.created_at, added=True))
    return told
