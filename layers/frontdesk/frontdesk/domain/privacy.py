"""What becomes of what is known of a visitor, when it is erased, given out, or kept for long enough."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.party import Party
from frontdesk.domain.visitor import Visitor

# Longer than any invocation can last: whoever found a conversation before it went has written all they will by then.
SETTLING = timedelta(minutes=2)
# For so long an export that has been asked for is the answer to whoever asks again, and one that is being made is
# not taken for lost.
EXPORT_FRESH = timedelta(minutes=15)


class ErasureState(StrEnum):
    ERASING = "erasing"
    """Conversations of the visitor are still there."""
    SETTLING = "settling"
    """Nothing is there any more; what was on its way in that moment is looked for once more."""
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """That a visitor has been erased, or is being so. It outlasts them, and tells nothing of them."""

    tenant_id: str
    visitor_id: str
    requested_at: datetime
    requested_by: Party
    conversations: int = 0
    cleared_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def state(self) -> ErasureState:
        if self.ended_at is not None:
            return ErasureState.ERASED
        return ErasureState.ERASING if self.cleared_at is None else ErasureState.SETTLING

    def covers(self, visitor: Visitor | None) -> bool:
        """Whether this visitor is the one to erase, or nobody; not somebody who has come back since under their id."""
        return visitor is None or visitor.first_seen_at <= self.requested_at

    def settles(self, visitor: Visitor | None) -> bool:
        """Whether nothing more is needed to erase this visitor than that this goes on to its end."""
        return visitor is None or (self.ended_at is None and self.covers(visitor))

    def covers_conversation(self, conversation: Conversation, visitor: Visitor | None) -> bool:
        """What they have started since they came back is theirs to keep."""
        return visitor is None or self.covers(visitor) or conversation.created_at < visitor.first_seen_at

    def cleared(self, now: datetime) -> Self:
        return replace(self, cleared_at=self.cleared_at or now)

    def ended(self, now: datetime) -> Self:
        return replace(self, ended_at=now)


class ExportState(StrEnum):
    PREPARING = "preparing"
    READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file with all that is known of a visitor, as it was when it was asked for."""

    tenant_id: str
    visitor_id: str
    id: str
    requested_at: datetime
    ready_at: datetime | None = None

    @property
    def state(self) -> ExportState:
        return ExportState.PREPARING if self.ready_at is None else ExportState.READY

    def ready(self, now: datetime) -> Self:
        return replace(self, ready_at=now)

    def is_fresh(self, now: datetime) -> bool:
        return now < self.requested_at + EXPORT_FRESH


@dataclass(frozen=True, slots=True)
class EraseVisitor:
    """`again` is the second look, which finds what was on its way during the first."""

    tenant_id: str
    visitor_id: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class EraseConversation:
    """What a conversation that is not there any more has left behind."""

    tenant_id: str
    conversation_id: str
    created_at: datetime
    ticket_number: int | None = None
    escalations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportVisitor:
    tenant_id: str
    visitor_id: str
    export_id: str


PrivacyJob = EraseVisitor | EraseConversation | ExportVisitor


def remains_of(conversation: Conversation) -> EraseConversation:
    return EraseConversation(
        conversation.tenant_id,
        conversation.id,
        conversation.created_at,
        conversation.ticket_number,
        tuple(escalation.number for escalation in conversation.escalations),
    )
