"""One numbered entry of a conversation's log."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from frontdesk.domain.attachment import Attachment
from frontdesk.domain.errors import MessageTooLong
from frontdesk.domain.message_parts import ArticleCard, BotAnswer, Form
from frontdesk.domain.principal import Principal
from frontdesk.domain.rate_limit import RESTED, Paces
from frontdesk.domain.vocabulary import MessageType, SenderType

SYSTEM_ID = "system"
SYSTEM_NAME = "Frontdesk"


class SystemEvent(StrEnum):
    """What a system message tells; clients word it in the reader's language."""

    ACCEPTED = "accepted"
    RESOLVED = "resolved"
    ENDED = "ended"
    REOPENED = "reopened"
    TRANSFERRED = "transferred"
    RELEASED = "released"
    ESCALATED = "escalated"
    HANDED_BACK = "handed_back"
    TICKETED = "ticketed"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a change of the conversation tells everyone who reads its log. A ticket's number is its target's name."""

    event: SystemEvent
    actor_name: str
    target_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message that has no place in the log yet. `after_seq` marks an internal note: the message that it follows."""

    client_id: str
    sender_type: SenderType
    sender_id: str
    sender_name: str
    content: str
    type: MessageType = MessageType.TEXT
    announcement: Announcement | None = None
    answer: BotAnswer | None = None
    form: Form | None = None
    article: ArticleCard | None = None
    attachment: Attachment | None = None
    after_seq: int | None = None

    def at(self, tenant_id: str, conversation_id: str, seq: int, now: datetime, paces: Paces = RESTED) -> "Message":
        """The draft as message `seq` of a conversation."""
        own = {field.name: getattr(self, field.name) for field in fields(Draft)}
        return Message(
            **own,
            tenant_id=tenant_id,
            conversation_id=conversation_id,
            seq=seq,
            created_at=now,
            paces=paces,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Draft):
    tenant_id: str
    conversation_id: str
    seq: int
    created_at: datetime
    paces: Paces = RESTED

    @property
    def is_answer(self) -> bool:
        """Titles to choose from are none yet: the question stands."""
        offers_titles = self.form is not None and self.answer is not None
        return self.sender_type in (SenderType.AGENT, SenderType.BOT) and not offers_titles

    def followed_by(self, draft: Draft, now: datetime) -> "Message":
        """The draft as the next message, from somebody who may write as fast as they like."""
        return draft.at(
            self.tenant_id,
            self.conversation_id,
            self.seq + 1,
            now,
            self.paces.after(draft.sender_type, now, {}),
        )


def written_by(sender: Principal, *, client_id: str, content: str, limit: int) -> Draft:
    """A person's text message.

    Raises MessageTooLong above `limit` characters: a message is refused whole, never cut.
    """
    if len(content) > limit:
        raise MessageTooLong(len(content), limit)
    return Draft(
        client_id=client_id,
        sender_type=sender.sender_type,
        sender_id=sender.id,
        sender_name=sender.name,
        content=content,
    )


def sharing(draft: Draft, card: ArticleCard) -> Draft:
    """The draft as one that shares an article: whoever cannot show a card shows its title."""
    return replace(draft, type=MessageType.ARTICLE, content=card.title, article=card)


def carrying(draft: Draft, attachment: Attachment) -> Draft:
    """The draft as one that carries a file: whoever cannot show it shows its name."""
    return replace(draft, type=MessageType.FILE, content=attachment.name, attachment=attachment)


SENTENCES = {
    SystemEvent.ACCEPTED: "{} joined the conversation.",
    SystemEvent.RESOLVED: "{} marked the conversation as resolved.",
    SystemEvent.ENDED: "{} ended the conversation.",
    SystemEvent.REOPENED: "{} reopened the conversation.",
    SystemEvent.TRANSFERRED: "{} transferred the conversation to {}.",
    SystemEvent.RELEASED: "{} had to leave. Somebody else will be with you soon.",
    SystemEvent.ESCALATED: "A person has been asked to take over.",
    SystemEvent.HANDED_BACK: "{} handed the conversation back to the bot.",
    SystemEvent.TICKETED: "Ticket #{1} was made. You will be answered there.",
}


def announcing(announcement: Announcement, *, anchor: int, version: int) -> Draft:
    """The system message of a conversation's `version`: the same draft however often it is made."""
    return Draft(
        client_id=f"{anchor}.announcement-{version:06d}",
        sender_type=SenderType.SYSTEM,
        sender_id=SYSTEM_ID,
        sender_name=SYSTEM_NAME,
        content=SENTENCES[announcement.event].format(announcement.actor_name, announcement.target_name),
        type=MessageType.SYSTEM,
        announcement=announcement,
    )
