"""Who the visitor of a conversation is, for the agent who answers."""

from fastapi import APIRouter

from frontdesk.contract import rendering, ticket_rendering
from frontdesk.contract.agent_models import VisitorContext, VisitorDetails
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import AgentOf, ContextOf, ConversationId
from frontdesk.entrypoints.user_agent import device_of
from frontdesk.use_cases.view_visitor import VisitorContext as Known
from frontdesk.use_cases.view_visitor import view_visitor

router = APIRouter(prefix=PREFIX, tags=["agent"])


@router.get("/conversations/{id}/visitor-context")
async def visitor_context(context: ContextOf, agent: AgentOf, conversation_id: ConversationId) -> VisitorContext:
    known = view_visitor(context.desk, agent, conversation_id)
    return VisitorContext(
        visitor=_details(known),
        conversation_count=known.conversation_count,
        conversations=[
            rendering.agent_conversation(view.conversation, view.last_message) for view in known.conversations
        ],
        ticket_count=known.ticket_count,
        open_tickets=[ticket_rendering.summary(ticket) for ticket in known.open_tickets],
    )


def _details(known: Known) -> VisitorDetails:
    visitor, told = known.visitor, known.visitor.particulars
    return VisitorDetails(
        id=visitor.id,
        name=told.name,
        email=told.email,
        verified=visitor.verified,
        external_id=visitor.external_id,
        first_seen_at=visitor.first_seen_at,
        last_seen_at=visitor.last_seen_at,
        locale=told.locale,
        time_zone=told.time_zone,
        page_url=told.page_url,
        page_title=told.page_title,
        referrer=told.referrer,
        device=device_of(told.user_agent),
        attributes=dict(known.attributes),
    )
