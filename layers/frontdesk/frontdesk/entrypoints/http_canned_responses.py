"""Canned responses: their routes."""

from typing import Annotated

from fastapi import APIRouter, Query

from frontdesk.contract import rendering
from frontdesk.contract.agent_models import (
    CannedResponse,
    CannedResponsePage,
    CreateCannedResponse,
    EditCannedResponse,
    UseCannedResponse,
)
from frontdesk.contract.base import Id, ShortText
from frontdesk.contract.records import FilledCannedResponse
from frontdesk.domain.canned_response import CannedResponse as SavedResponse
from frontdesk.domain.canned_response import Variable
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_auditing import AuditAction, note
from frontdesk.entrypoints.http_context import LIST_SIZE, AgentOf, ContextOf, Cursor, ListLimit, PathId
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_shared import CREATED, NO_CONTENT
from frontdesk.use_cases.manage_canned_responses import (
    create_canned_response,
    edit_canned_response,
    find_canned_response,
    list_canned_responses,
    remove_canned_response,
)
from frontdesk.use_cases.use_canned_response import use_canned_response

router = APIRouter(prefix=f"{PREFIX}/canned-responses", tags=["canned responses"], route_class=IdempotentRoute)
Words = Annotated[ShortText, Query(description="Words that stand in the shortcut, the title or the body.")]


@router.get("")
async def canned_responses(
    context: ContextOf,
    agent: AgentOf,
    q: Words = "",
    department_id: Annotated[Id | None, Query()] = None,
    cursor: Cursor = None,
    limit: ListLimit = LIST_SIZE,
) -> CannedResponsePage:
    page = list_canned_responses(context.desk, agent, words=q, department_id=department_id, cursor=cursor, limit=limit)
    return CannedResponsePage(
        items=[_rendered(response) for response in page.items],
        variables=[name.value for name in Variable],
        next_cursor=page.next_cursor,
    )


@router.post("", status_code=CREATED)
async def create(context: ContextOf, agent: AgentOf, body: CreateCannedResponse) -> CannedResponse:
    return _rendered(create_canned_response(context.desk, agent, **dict(body)))


@router.get("/{id}")
async def one(context: ContextOf, agent: AgentOf, response_id: PathId) -> CannedResponse:
    return _rendered(find_canned_response(context.desk, agent, response_id))


@router.patch("/{id}")
async def edit(context: ContextOf, agent: AgentOf, response_id: PathId, body: EditCannedResponse) -> CannedResponse:
    return _rendered(edit_canned_response(context.desk, agent, response_id, body.changes()))


@router.delete("/{id}", status_code=NO_CONTENT)
async def remove(context: ContextOf, agent: AgentOf, response_id: PathId) -> None:
    remove_canned_response(context.desk, agent, response_id)
    note(context, agent, AuditAction.CANNED_RESPONSE_REMOVED, response_id)


@router.post("/{id}/use")
async def use(context: ContextOf, agent: AgentOf, response_id: PathId, body: UseCannedResponse) -> FilledCannedResponse:
    """Counts a use, and tells how the canned response reads in this conversation."""
    used = use_canned_response(context.desk, agent, body.conversation_id, response_id, site=body.site)
    return rendering.filled_canned_response(used)


def _rendered(response: SavedResponse) -> CannedResponse:
    return CannedResponse(
        id=response.id,
        shortcut=response.shortcut,
        title=response.title,
        body=response.body,
        variables=list(response.variables),
        department_id=response.department_id,
        usage_count=response.usage_count,
        updated_at=response.updated_at,
    )
