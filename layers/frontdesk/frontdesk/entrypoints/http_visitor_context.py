"""Who the visitor of a conversation is, for the agent who answers."""

from fastapi import APIRouter

from frontdesk.contract import rendering, ticket_rendering
from frontdesk.contract.agent_models import VisitorContext
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import AgentOf, ContextOf, ConversationId
from frontdesk.entrypoints.http_visitors_admin import details_of
from frontdesk.use_cases.view_visitor import view_visitor

router = APIRouter(prefix=PREFIX, tags=["agent"])


@router.get("/conversations/{id}/visitor-context")
async def visitor_context(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> VisitorContext:
    known = view_visitor(context.desk, agent, conversation_id)
    return VisitorContext(
        visitor=details_of(known.visitor, known.attributes),
        conversation_count=known.conversation_count,
        conversations=[
            rendering.agent_conversation(view.conversation, view.last_message) for view in known.conversations
        ],
        ticket_count=known.ticket_count,
        open_tickets=[ticket_rendering.summary(ticket) for ticket in known.open_tickets],
    )
