"""Departments in memory."""

from collections.abc import Sequence

from frontdesk.domain.department import Department
from tests.fakes.step import Step, no_step


class FakeDepartments:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self._departments: dict[tuple[str, str], Department] = {}

    def get(self, tenant_id: str, department_id: str) -> Department | None:
        self.step("departments.get")
        return self._departments.get((tenant_id, department_id))

    def of_tenant(self, tenant_id: str) -> Sequence[Department]:
        self.step("departments.of_tenant")
        own = [found for (owner, _), found in self._departments.items() if owner == tenant_id]
        return sorted(own, key=lambda found: (found.name.casefold(), found.id))

    def put(self, department: Department) -> None:
        self.step("departments.put")
        self._departments[department.tenant_id, department.id] = department

    def remove(self, tenant_id: str, department_id: str) -> None:
        self.step("departments.remove")
        self._departments.pop((tenant_id, department_id), None)
