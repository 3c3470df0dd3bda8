"""Find, write, try and remove workflows. Agents may look; admins write."""

from collections.abc import Sequence
from dataclasses import replace

from frontdesk.domain.errors import Busy, Conflict, InvalidParts, NotFound
from frontdesk.domain.party import Party
from frontdesk.domain.principal import Principal
from frontdesk.domain.workflow.executor import Progress, turns
from frontdesk.domain.workflow.faults import Fault, faults_of
from frontdesk.domain.workflow.reading import workflow_of
from frontdesk.domain.workflow.record import DefinedWorkflow, Definition, WorkflowRecord
from frontdesk.domain.workflow.steps import NOBODY, Facts, RouteToAgent, RouteToDepartment, Workflow
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.ports import Desk, Page
from frontdesk.use_cases.widget_ports import Widgets
from frontdesk.use_cases.workflow_ports import Workflows

LISTING = "workflows"
ATTEMPTS = 5
NAMED = 10


def list_workflows(
    workflows: Workflows, agent: Principal, *, cursor: str | None = None, limit: int
) -> Page[WorkflowRecord]:
    """By name. Raises InvalidInput for an unknown cursor."""
    after = rank_at(LISTING, agent.tenant_id, cursor) if cursor else ""
    ranked = sorted(workflows.of_tenant(agent.tenant_id), key=_rank)
    found = [record for record in ranked if _rank(record) > after]
    more = len(found) > limit
    return Page(found[:limit], cursor_at(LISTING, agent.tenant_id, _rank(found[limit - 1])) if more else None)


def find_workflow(
    workflows: Workflows, agent: Principal, workflow_id: str, version: int | None = None
) -> DefinedWorkflow:
    """With its latest version, or that one. Raises NotFound, also for one of another tenant."""
    record = _stored(workflows, agent, workflow_id)
    definition = workflows.definition(agent.tenant_id, workflow_id, version or record.version)
    if definition is None:
        raise NotFound("There is no such version of this workflow.")
    return DefinedWorkflow(record, version or record.version, definition)


def create_workflow(
    desk: Desk, workflows: Workflows, admin: Principal, *, name: str, definition: Definition, active: bool = True
) -> DefinedWorkflow:
    """Raises InvalidParts where the definition, which is well formed, makes no sense."""
    check_sense(desk, admin.tenant_id, definition)
    record = WorkflowRecord(
        tenant_id=admin.tenant_id,
        id=desk.secrets.identifier(),
        name=name,
        active=active,
        updated_by=Party(admin.id, admin.name),
        updated_at=desk.clock.now(),
    )
    workflows.add(record, definition)
    return DefinedWorkflow(record, record.version, definition)


def edit_workflow(
    desk: Desk,
    workflows: Workflows,
    admin: Principal,
    workflow_id: str,
    *,
    name: str | None = None,
    definition: Definition | None = None,
    active: bool | None = None,
    based_on: int | None = None,
) -> DefinedWorkflow:
    """What is None stays as it is; another definition becomes a new version.

    Raises NotFound, InvalidParts, Busy, and Conflict where there is a later version than `based_on`.
    """
    if definition is not None:
        check_sense(desk, admin.tenant_id, definition)
    for _ in range(ATTEMPTS):
        before = find_workflow(workflows, admin, workflow_id)
        if based_on is not None and before.version != based_on:
            raise Conflict(f"{before.record.updated_by.name} has saved version {before.version} in the meantime.")
        new = definition if definition != before.definition else None
        after = replace(
            before.record,
            name=before.record.name if name is None else name,
            active=before.record.active if active is None else active,
            version=before.version if new is None else before.version + 1,
        )
        if after == before.record:
            return before
        after = replace(after, updated_by=Party(admin.id, admin.name), updated_at=desk.clock.now())
        if workflows.edit(before.record, after, new):
            return DefinedWorkflow(after, after.version, before.definition if new is None else new)
    raise Busy("Somebody else changes this workflow. Please try again.")


def remove_workflow(widgets: Widgets, workflows: Workflows, admin: Principal, workflow_id: str) -> None:
    """Conversations that follow it go on to its end. Raises NotFound, Busy, and Conflict while a widget uses it."""
    for _ in range(ATTEMPTS):
        record = _stored(workflows, admin, workflow_id)
        _check_unused(widgets, record)
        if workflows.remove(record):
            return
    raise Busy("Somebody else changes this workflow. Please try again.")


def preview_workflow(definition: Definition, answers: Sequence[str], facts: Facts = NOBODY) -> Sequence[Progress]:
    """Before the first answer and after each, for a definition that has no faults."""
    return list(turns(workflow_of(definition), answers, facts))


def check_sense(desk: Desk, tenant_id: str, definition: Definition) -> None:
    faults = senseless(desk, tenant_id, definition)
    if faults:
        raise InvalidParts([(fault.place, fault.message) for fault in faults])


def senseless(desk: Desk, tenant_id: str, definition: Definition) -> Sequence[Fault]:
    """What is wrong with a definition that is well formed; nothing, for one that can be followed."""
    workflow = workflow_of(definition)
    return [*faults_of(workflow), *_routes_to_nobody(desk, tenant_id, workflow)]


def _routes_to_nobody(desk: Desk, tenant_id: str, workflow: Workflow) -> Sequence[Fault]:
    to_departments = any(isinstance(step, RouteToDepartment) for step in workflow.steps.values())
    to_agents = any(isinstance(step, RouteToAgent) for step in workflow.steps.values())
    departments = {one.id: one.name for one in desk.departments.of_tenant(tenant_id)} if to_departments else {}
    agents = {one.id: one.name for one in desk.agents.of_tenant(tenant_id)} if to_agents else {}
    faults = []
    for own_id, step in workflow.steps.items():
        if isinstance(step, RouteToDepartment) and step.department_id not in departments:
            faults.append(Fault(f"/steps/{own_id}/department_id", _nobody("department", departments)))
        if isinstance(step, RouteToAgent) and step.agent_id not in agents:
            faults.append(Fault(f"/steps/{own_id}/agent_id", _nobody("agent", agents)))
    return faults


def _nobody(kind: str, known: dict[str, str]) -> str:
    shown = ", ".join(f"{own_id} ({name})" for own_id, name in list(known.items())[:NAMED])
    return f"There is no such {kind}." + (f" There are: {shown}." if shown else "")


def _stored(workflows: Workflows, agent: Principal, workflow_id: str) -> WorkflowRecord:
    found = workflows.get(agent.tenant_id, workflow_id)
    if found is None:
        raise NotFound("There is no such workflow.")
    return found


def _check_unused(widgets: Widgets, record: WorkflowRecord) -> None:
    used = [widget.name for widget in widgets.of_tenant(record.tenant_id) if widget.handler_id == record.id]
    if used:
        raise Conflict(f"{record.name} is used by {', '.join(used)}. Let them begin with something else first.")


def _rank(record: WorkflowRecord) -> str:
    name = "".join(letter for letter in record.name.casefold() if letter.isprintable())
    return f"{name} {record.id}"
