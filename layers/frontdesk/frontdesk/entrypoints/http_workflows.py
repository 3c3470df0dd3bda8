"""Workflows: their routes. Every agent may look and try; admins change them."""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse

from frontdesk.contract.workflow_faults import misfits
from frontdesk.contract.workflow_models import (
    CreateWorkflow,
    EditWorkflow,
    PreviewWorkflow,
    Workflow,
    WorkflowPage,
    WorkflowPreview,
    json_schema,
)
from frontdesk.contract.workflow_rendering import preview_of, summary_of, workflow_of
from frontdesk.domain.errors import InvalidParts
from frontdesk.domain.workflow.record import Definition
from frontdesk.domain.workflow.steps import Facts
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_auditing import AuditAction, note
from frontdesk.entrypoints.http_context import LIST_SIZE, AdminOf, AgentOf, ContextOf, Cursor, ListLimit, PathId
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_shared import CREATED, NO_CONTENT
from frontdesk.use_cases.manage_workflows import (
    create_workflow,
    edit_workflow,
    find_workflow,
    list_workflows,
    preview_workflow,
    remove_workflow,
    senseless,
)

router = APIRouter(prefix=f"{PREFIX}/workflows", tags=["workflows"], route_class=IdempotentRoute)
Version = Annotated[int | None, Query(ge=1, le=10**6, description="The latest, unless another is asked for.")]


class SchemaResponse(JSONResponse):
    media_type = "application/schema+json"


@router.get("")
async def workflows(
    context: ContextOf, agent: AgentOf, cursor: Cursor = None, limit: ListLimit = LIST_SIZE
) -> WorkflowPage:
    """By name."""
    page = list_workflows(context.workflows, agent, cursor=cursor, limit=limit)
    return WorkflowPage(items=[summary_of(record) for record in page.items], next_cursor=page.next_cursor)


@router.post("", status_code=CREATED)
async def create(context: ContextOf, admin: AdminOf, body: CreateWorkflow) -> Workflow:
    """An error whose field begins with `/` is a JSON pointer to the mistake within the definition."""
    _check_form(body.definition)
    made = workflow_of(create_workflow(context.desk, context.workflows, admin, **dict(body)))
    note(context, admin, AuditAction.WORKFLOW_CREATED, made.id)
    return made


@router.get("/schema", response_class=SchemaResponse)
async def schema(_agent: AgentOf) -> dict[str, Any]:
    """JSON Schema of a definition, for editors."""
    return _schema()


@router.post("/preview")
async def preview(context: ContextOf, agent: AgentOf, body: PreviewWorkflow) -> WorkflowPreview:
    """What a visitor with these answers would read. Nothing is stored, and mistakes are part of the answer."""
    faults = misfits(body.definition) or senseless(context.desk, agent.tenant_id, body.definition)
    if faults:
        return preview_of([], (), faults)
    facts = Facts(visitor_name=body.visitor_name, visitor_email=body.visitor_email, attributes=dict(body.attributes))
    return preview_of(preview_workflow(body.definition, body.answers, facts), body.answers)


@router.get("/{id}")
async def one(context: ContextOf, agent: AgentOf, workflow_id: PathId, version: Version = None) -> Workflow:
    return workflow_of(find_workflow(context.workflows, agent, workflow_id, version))


@router.patch("/{id}")
async def edit(context: ContextOf, admin: AdminOf, workflow_id: PathId, body: EditWorkflow) -> Workflow:
    """An error whose field begins with `/` is a JSON pointer to the mistake within the definition."""
    if body.definition is not None:
        _check_form(body.definition)
    after = edit_workflow(context.desk, context.workflows, admin, workflow_id, **dict(body))
    note(context, admin, AuditAction.WORKFLOW_CHANGED, workflow_id, body.model_fields_set)
    return workflow_of(after)


@router.delete("/{id}", status_code=NO_CONTENT)
async def remove(context: ContextOf, admin: AdminOf, workflow_id: PathId) -> None:
    """Refused while a widget begins with it. Conversations that follow it go on to its end."""
    remove_workflow(context.widgets.widgets, context.workflows, admin, workflow_id)
    note(context, admin, AuditAction.WORKFLOW_REMOVED, workflow_id)


def _check_form(definition: Definition) -> None:
    faults = misfits(definition)
    if faults:
        raise InvalidParts([(fault.place, fault.message) for fault in faults])


@cache
def _schema() -> dict[str, Any]:
    return json_schema()
