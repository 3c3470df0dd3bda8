"""An escalation: the bot, a workflow or silence calls for a human, or for a ticket if none is there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from frontdesk.domain.party import Party


class EscalationReason(StrEnum):
    HUMAN_REQUEST = "human_request"
    LOW_CONFIDENCE = "low_confidence"
    MESSAGE_CAP = "message_cap"
    SILENCE = "silence"
    WORKFLOW = "workflow"
    REQUESTED = "requested"
    AGENT = "agent"
    QUEUE_SLA = "queue_sla"
    BOT_FAILED = "bot_failed"


class Outcome(StrEnum):
    """How an escalation has ended."""

    ACCEPTED = "accepted"
    RESOLVED = "resolved"
    CLOSED = "closed"
    TICKETED = "ticketed"


WANTED_AGENT = "agent_id"
"""In the metadata of a workflow's escalation: whom it leads to, where it names somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """`number` counts the conversation's escalations from 1. It is open while it has no outcome.

    `metadata` are the facts behind the reason, such as `confidence` and `threshold`.
    """

    number: int
    reason: EscalationReason
    by: Party
    at: datetime
    metadata: Mapping[str, str] = field(default_factory=dict)
    outcome: Outcome | None = None
    settled_at: datetime | None = None

    @property
    def wanted_agent_id(self) -> str | None:
        return self.metadata.get(WANTED_AGENT) if self.reason is EscalationReason.WORKFLOW else None
