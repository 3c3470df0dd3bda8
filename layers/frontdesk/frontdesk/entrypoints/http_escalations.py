"""The agents' route to the history of escalations."""

from fastapi import APIRouter

from frontdesk.contract import rendering
from frontdesk.contract.escalation_models import EscalationHistory, EscalationStepTaken, EscalationWithSteps
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import AgentOf, ContextOf, ConversationId
from frontdesk.use_cases.list_escalations import list_escalations

router = APIRouter(prefix=PREFIX, tags=["agent"])


@router.get("/conversations/{id}/escalations")
async def escalations(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> EscalationHistory:
    """Each escalation, and the steps that were taken."""
    found = list_escalations(context.desk, context.escalation_steps, agent, conversation_id)
    return EscalationHistory(
        items=[
            EscalationWithSteps(
                **rendering.escalation(escalation).model_dump(),
                steps=[EscalationStepTaken(step=taken.step, at=taken.at, result=taken.result) for taken in steps],
            )
            for escalation, steps in found
        ]
    )
