"""A ticket: follow-up work that outlives the conversation that it came from."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from textwrap import shorten
from typing import Self

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.message import Message
from frontdesk.domain.party import Party
from frontdesk.domain.principal import ANONYMOUS
from frontdesk.domain.transcript import text_of
from frontdesk.domain.vocabulary import Priority, SenderType, TicketStatus

SUBJECT_PREFIX = "Chat: "
SUBJECT_LENGTH = 60
DESCRIPTION_LENGTH = 50_000
PRESSING = re.compile(r"\b(urgent|emergency|asap|critical|mendesak|darurat)\b", re.IGNORECASE)
OPEN_STATUSES = frozenset({TicketStatus.OPEN, TicketStatus.PENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """`number` is its identity within its tenant: 1, 2, 3 … with no gap. `version` grows by one with each change.

    The description is as long as a conversation, and does not change: it is None where only the rest was asked for.
    """

    tenant_id: str
    number: int
    subject: str
    description: str | None = None
    requester_name: str | None = None
    requester_email: str | None = None
    visitor_id: str
    conversation_id: str
    priority: Priority
    category: str | None = None
    status: TicketStatus = TicketStatus.OPEN
    assignee: Party | None = None
    created_by: Party
    created_at: datetime
    updated_at: datetime
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    def fits(self, status: TicketStatus | None, assignee_id: str | None) -> bool:
        """What is None fits all; an empty assignee is nobody."""
        return status in (None, self.status) and assignee_id in (None, self.assignee.id if self.assignee else "")

    def edited(
        self,
        now: datetime,
        *,
        subject: str | None = None,
        priority: Priority | None = None,
        category: str | None = None,
        status: TicketStatus | None = None,
        assignee: Party | None = None,
        cleared: Collection[str] = (),
    ) -> Self:
        """What is None stays as it is, unless `cleared` names it; the same object when nothing changes."""
        new = replace(
            self,
            subject=subject or self.subject,
            priority=priority or self.priority,
            category=None if "category" in cleared else category or self.category,
            status=status or self.status,
            assignee=None if "assignee" in cleared else assignee or self.assignee,
        )
        return self if new == self else replace(new, updated_at=now, version=self.version + 1)

    def taken_up_again(self, now: datetime) -> Self:
        """The same object where somebody is still to work on it."""
        return self if self.is_open else self.edited(now, status=TicketStatus.OPEN)


def ticket_of(
    conversation: Conversation,
    log: Sequence[Message],
    *,
    number: int,
    by: Party,
    now: datetime,
    subject: str | None = None,
    category: str | None = None,
    priority: Priority | None = None,
) -> Ticket:
    """The ticket for what a conversation, of which `log` is every message, has left over."""
    said = [message.content for message in log if message.sender_type is SenderType.VISITOR]
    return Ticket(
        tenant_id=conversation.tenant_id,
        number=number,
        subject=subject or _subject(conversation, said),
        description=_description(conversation, log, said),
        requester_name=conversation.visitor_name,
        requester_email=conversation.visitor_email,
        visitor_id=conversation.visitor_id,
        conversation_id=conversation.id,
        priority=priority or _priority(said),
        category=category,
        created_by=by,
        created_at=now,
        updated_at=now,
    )


def _priority(said: Sequence[str]) -> Priority:
    return Priority.HIGH if any(PRESSING.search(words) for words in said) else Priority.NORMAL


def _subject(conversation: Conversation, said: Sequence[str]) -> str:
    return SUBJECT_PREFIX + _cut(said[0] if said else conversation.subject or conversation.visitor_name or ANONYMOUS)


def _cut(words: str) -> str:
    """On one line, and between two words where it is too long; a single word that is too long is cut itself."""
    line = " ".join(words.split())
    cut = shorten(line, SUBJECT_LENGTH, placeholder="…", break_on_hyphens=False)
    return f"{line[: SUBJECT_LENGTH - 1]}…" if cut == "…" != line else cut


def _description(conversation: Conversation, log: Sequence[Message], said: Sequence[str]) -> str:
    summary = _summary(conversation, log, said)
    return f"{summary}\n\n{_latest(text_of(log, UTC), DESCRIPTION_LENGTH - len(summary) - 2)}"


def _summary(conversation: Conversation, log: Sequence[Message], said: Sequence[str]) -> str:
    asked = f"“{_cut(said[0])}”" if said else "nothing yet"
    answered = sum(message.sender_type in (SenderType.AGENT, SenderType.BOT) for message in log)
    speakers = dict.fromkeys(message.sender_name for message in log if message.sender_type is SenderType.AGENT)
    handled = ", ".join(speakers) or conversation.agent_name or "nobody yet"
    return "\n".join(
        [
            f"{conversation.visitor_name or ANONYMOUS} asked: {asked}",
            f"Handled by: {handled}",
            f"Messages: {len(said)} from the visitor, {answered} in answer",
            f"Started: {conversation.created_at:%Y-%m-%d %H:%M}. All times are UTC.",
        ]
    )


def _latest(transcript: str, length: int) -> str:
    """The end of a transcript that is too long, from the beginning of a line, which says so."""
    if len(transcript) <= length:
        return transcript
    notice = "(The beginning is left out here; the conversation has all of it.)\n"
    end = transcript[len(transcript) - length + len(notice) :]
    return notice + end.partition("\n")[2]
