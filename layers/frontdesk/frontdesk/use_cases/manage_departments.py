"""Find, make, change and remove departments."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frontdesk.domain.conversation import Conversation
from frontdesk.domain.department import Department
from frontdesk.domain.errors import Busy, Conflict, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 5
QUEUE_PAGE = 100


@dataclass(frozen=True, slots=True)
class StaffedDepartment:
    department: Department
    agent_count: int


def list_departments(desk: Desk, agent: Principal) -> Sequence[StaffedDepartment]:
    """By name."""
    staff = Counter(own for member in desk.agents.of_tenant(agent.tenant_id) for own in member.department_ids)
    return [StaffedDepartment(found, staff[found.id]) for found in desk.departments.of_tenant(agent.tenant_id)]


def find_department(desk: Desk, agent: Principal, department_id: str) -> StaffedDepartment:
    """Raises NotFound, also for one of another tenant."""
    department = _stored(desk, agent, department_id)
    return StaffedDepartment(department, _staff(desk, department))


def create_department(desk: Desk, admin: Principal, *, name: str, description: str | None) -> StaffedDepartment:
    """Raises NameTaken."""
    department = Department(
        tenant_id=admin.tenant_id, id=desk.secrets.identifier(), name=name, description=description or None
    )
    desk.departments.add(department)
    return StaffedDepartment(department, 0)


def edit_department(
    desk: Desk, admin: Principal, department_id: str, *, name: str | None, description: str | None
) -> StaffedDepartment:
    """What is None stays as it is; an empty description takes it away. Raises NotFound, NameTaken, Busy."""
    for _ in range(ATTEMPTS):
        before = _stored(desk, admin, department_id)
        kept = before.description if description is None else description or None
        after = replace(before, name=name or before.name, description=kept)
        if desk.departments.edit(before, after):
            return StaffedDepartment(after, _staff(desk, after))
    raise Busy("Somebody else changes this department. Please try again.")


def remove_department(desk: Desk, admin: Principal, department_id: str) -> None:
    """Its canned responses become everybody's.

    Raises NotFound, Busy, and Conflict while agents belong to it or conversations wait for it.
    """
    for _ in range(ATTEMPTS):
        department = _stored(desk, admin, department_id)
        _check_unneeded(desk, department)
        if desk.departments.remove(department):
            _free_responses(desk, department)
            return
    raise Busy("Somebody else changes this department. Please try again.")


def _stored(desk: Desk, agent: Principal, department_id: str) -> Department:
    found = desk.departments.get(agent.tenant_id, department_id)
    if found is None:
        raise NotFound("There is no such department.")
    return found


def _staff(desk: Desk, department: Department) -> int:
    return sum(department.id in agent.department_ids for agent in desk.agents.of_tenant(department.tenant_id))


def _check_unneeded(desk: Desk, department: Department) -> None:
    staff = _staff(desk, department)
    if staff:
        raise Conflict(f"{_counted(staff, 'agent belongs', 'agents belong')} to {department.name}. Move them first.")
    waiting = sum(conversation.department_id == department.id for conversation in _queued(desk, department))
    if waiting:
        are = _counted(waiting, "conversation waits", "conversations wait")
        raise Conflict(f"{are} in the queue for {department.name}. Accept or transfer them first.")


def _queued(desk: Desk, department: Department) -> Iterator[Conversation]:
    cursor: str | None = None
    while True:
        page = desk.conversations.queue(department.tenant_id, cursor, QUEUE_PAGE)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def _free_responses(desk: Desk, department: Department) -> None:
    """One that somebody writes at this moment keeps the department that is no more; that hides it from nobody."""
    for response in desk.canned_responses.of_tenant(department.tenant_id):
        if response.department_id == department.id:
            desk.canned_responses.edit(response, replace(response, department_id=None))


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
