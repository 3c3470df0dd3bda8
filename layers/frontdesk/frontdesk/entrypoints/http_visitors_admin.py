"""The visitors of a tenant: who they are, for agents; what is known of them and its end, for admins."""

from collections.abc import Mapping
from datetime import timedelta

from fastapi import APIRouter, Response

from frontdesk.contract.agent_models import VisitorDetails
from frontdesk.contract.privacy_models import VisitorErasure, VisitorExport, VisitorPage
from frontdesk.domain.privacy import Erasure, ErasureState, Export, ExportState
from frontdesk.domain.visitor import Visitor
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_auditing import AuditAction, note
from frontdesk.entrypoints.http_context import (
    LIST_SIZE,
    AdminOf,
    AgentOf,
    Context,
    ContextOf,
    Cursor,
    ListLimit,
    PathId,
)
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.user_agent import device_of
from frontdesk.use_cases.erase_visitor import find_erasure, request_erasure
from frontdesk.use_cases.export_visitor import request_export
from frontdesk.use_cases.find_visitor import find_visitor, list_visitors

router = APIRouter(prefix=f"{PREFIX}/visitors", tags=["agent"], route_class=IdempotentRoute)
ACCEPTED = 202
ADDRESS_LIFE = timedelta(minutes=10)


@router.get("")
async def visitors(
    context: ContextOf, agent: AgentOf, cursor: Cursor = None, limit: ListLimit = LIST_SIZE
) -> VisitorPage:
    """Whoever was seen for the first time last comes first."""
    page = list_visitors(context.privacy, agent, cursor, limit)
    return VisitorPage(
        items=[details_of(visitor, visitor.attributes) for visitor in page.items], next_cursor=page.next_cursor
    )


@router.get("/{id}")
async def visitor(context: ContextOf, agent: AgentOf, visitor_id: PathId) -> VisitorDetails:
    """Who has become somebody else is shown as them."""
    found = find_visitor(context.desk, agent, visitor_id)
    return details_of(found, found.attributes)


@router.get("/{id}/export", status_code=ACCEPTED, responses={200: {"model": VisitorExport, "description": "Ready"}})
async def export(context: ContextOf, admin: AdminOf, visitor_id: PathId, response: Response) -> VisitorExport:
    """Ask for it, and ask again until it is ready: nothing else is needed."""
    made, new = request_export(context.desk, context.privacy, admin, visitor_id)
    if made.state is ExportState.READY:
        response.status_code = 200
    if new:
        note(context, admin, AuditAction.VISITOR_EXPORTED, made.visitor_id)
    return _export(context, made)


@router.delete(
    "/{id}", status_code=ACCEPTED, responses={200: {"model": VisitorErasure, "description": "Nothing is left"}}
)
async def erase(context: ContextOf, admin: AdminOf, visitor_id: PathId, response: Response) -> VisitorErasure:
    """Erase them everywhere. It is carried out behind the answer, and cannot be taken back."""
    erasure, new = request_erasure(context.desk, context.privacy, admin, visitor_id)
    if erasure.state is ErasureState.ERASED:
        response.status_code = 200
    if new:
        note(context, admin, AuditAction.VISITOR_ERASED, erasure.visitor_id)
    return _erasure(erasure)


@router.get("/{id}/erasure")
async def erasure(context: ContextOf, admin: AdminOf, visitor_id: PathId) -> VisitorErasure:
    """How far it has come."""
    return _erasure(find_erasure(context.privacy, admin, visitor_id))


def details_of(visitor: Visitor, attributes: Mapping[str, str]) -> VisitorDetails:
    told = visitor.particulars
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
        attributes=dict(attributes),
    )


def _export(context: Context, made: Export) -> VisitorExport:
    ready = made.state is ExportState.READY
    return VisitorExport(
        visitor_id=made.visitor_id,
        state=made.state,
        requested_at=made.requested_at,
        url=context.privacy.files.address(made, ADDRESS_LIFE) if ready else None,
        expires_at=context.desk.clock.now() + ADDRESS_LIFE if ready else None,
    )


def _erasure(erasure: Erasure) -> VisitorErasure:
    return VisitorErasure(
        visitor_id=erasure.visitor_id,
        state=erasure.state,
        conversations=erasure.conversations,
        requested_at=erasure.requested_at,
        ended_at=erasure.ended_at,
    )
