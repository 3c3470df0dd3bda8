"""Read what became of each escalation of a conversation."""

from collections.abc import Sequence

from frontdesk.domain.escalation import Escalation
from frontdesk.domain.escalation_steps import StepTaken
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.escalation_ports import EscalationSteps
from frontdesk.use_cases.find_conversation import find_conversation
from frontdesk.use_cases.ports import Desk

History = tuple[Escalation, Sequence[StepTaken]]


def list_escalations(desk: Desk, steps: EscalationSteps, agent: Principal, conversation_id: str) -> list[History]:
    """Each with the steps that were taken, oldest first. Raises NotFound."""
    conversation = find_conversation(desk, agent, conversation_id)
    if not conversation.escalations:
        return []
    taken = steps.of_conversation(conversation.tenant_id, conversation.id)
    return [
        (escalation, [step for step in taken if step.number == escalation.number])
        for escalation in conversation.escalations
    ]
