"""What became of an answer of the bot: what its confidence is corrected by."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontdesk.domain.escalation import EscalationReason


class OutcomeKind(StrEnum):
    HELPFUL = "helpful"
    """The visitor said so."""
    UNHELPFUL = "unhelpful"
    AGENT_CONFIRMED = "agent_confirmed"
    """An agent said which article answers the question."""
    ESCALATED_AFTER = "escalated_after"
    """The visitor went on to a human."""


TELLING = frozenset({EscalationReason.HUMAN_REQUEST, EscalationReason.MESSAGE_CAP})
"""Why the bot calls a human where what it has answered was no help. For a question that it cannot answer, its answer to
another one is not to blame."""

# Who says it outright knows better than what can only be gathered; an agent knows the articles, too.
_WEIGHTS = {
    OutcomeKind.ESCALATED_AFTER: 0,
    OutcomeKind.HELPFUL: 1,
    OutcomeKind.UNHELPFUL: 1,
    OutcomeKind.AGENT_CONFIRMED: 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOutcome:
    """An answer has one: a later one replaces it, unless it weighs less.

    `raw_confidence` is what the answer was given with, before the tenant's own calibration.
    """

    tenant_id: str
    conversation_id: str
    seq: int
    answered_at: datetime
    raw_confidence: float
    answered: bool
    kind: OutcomeKind

    @property
    def weight(self) -> int:
        return _WEIGHTS[self.kind]
