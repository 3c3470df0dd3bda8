"""The history of a conversation's escalations, as agents see it."""

from pydantic import Field

from frontdesk.contract.base import Timestamp, Wire
from frontdesk.contract.records import Escalation
from frontdesk.domain.escalation_steps import EscalationStep


class EscalationStepTaken(Wire):
    """What Frontdesk has done about it, and when. `wait` and `wait_for_admins` tell when the waiting began."""

    step: EscalationStep
    at: Timestamp
    result: str | None = Field(None, description="What came of it, in a few words")


class EscalationWithSteps(Escalation):
    steps: list[EscalationStepTaken]


class EscalationHistory(Wire):
    """Oldest first. Of a conversation that was escalated very often, the oldest are left out."""

    items: list[EscalationWithSteps]
