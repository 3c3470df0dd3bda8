"""Departments: their routes. Every agent may look; admins change them."""

from fastapi import APIRouter

from frontdesk.contract.agent_models import CreateDepartment, Department, DepartmentPage, EditDepartment
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_auditing import AuditAction, note
from frontdesk.entrypoints.http_context import AdminOf, AgentOf, ContextOf, PathId
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.entrypoints.http_shared import CREATED, NO_CONTENT
from frontdesk.use_cases.manage_departments import (
    StaffedDepartment,
    create_department,
    edit_department,
    find_department,
    list_departments,
    remove_department,
)

router = APIRouter(prefix=f"{PREFIX}/departments", tags=["departments"], route_class=IdempotentRoute)


@router.get("")
async def departments(context: ContextOf, agent: AgentOf) -> DepartmentPage:
    """All of them at once; `next_cursor` is always null."""
    return DepartmentPage(items=[_rendered(found) for found in list_departments(context.desk, agent)])


@router.post("", status_code=CREATED)
async def create(context: ContextOf, admin: AdminOf, body: CreateDepartment) -> Department:
    made = create_department(context.desk, admin, **dict(body))
    note(context, admin, AuditAction.DEPARTMENT_CREATED, made.department.id)
    return _rendered(made)


@router.get("/{id}")
async def one(context: ContextOf, agent: AgentOf, department_id: PathId) -> Department:
    return _rendered(find_department(context.desk, agent, department_id))


@router.patch("/{id}")
async def edit(context: ContextOf, admin: AdminOf, department_id: PathId, body: EditDepartment) -> Department:
    after = edit_department(context.desk, admin, department_id, **dict(body))
    note(context, admin, AuditAction.DEPARTMENT_CHANGED, department_id, body.model_fields_set)
    return _rendered(after)


@router.delete("/{id}", status_code=NO_CONTENT)
async def remove(context: ContextOf, admin: AdminOf, department_id: PathId) -> None:
    """Refused while agents belong to it, or conversations wait in the queue for it."""
    remove_department(context.desk, admin, department_id)
    note(context, admin, AuditAction.DEPARTMENT_REMOVED, department_id)


def _rendered(found: StaffedDepartment) -> Department:
    department = found.department
    return Department(
        id=department.id, name=department.name, description=department.description, agent_count=found.agent_count
    )
