"""Departments in memory."""

from collections.abc import Sequence

from frontdesk.domain.department import Department
from frontdesk.domain.errors import NameTaken
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

    def add(self, department: Department) -> None:
        self.step("departments.add")
        self._check_name(department)
        self._departments[_key(department)] = department

    def edit(self, before: Department, after: Department) -> bool:
        self.step("departments.edit")
        if self._departments.get(_key(before)) != before:
            return before == after
        self._check_name(after)
        self._departments[_key(before)] = after
        return True

    def remove(self, department: Department) -> bool:
        self.step("departments.remove")
        if self._departments.get(_key(department)) != department:
            return False
        del self._departments[_key(department)]
        return True

    def _check_name(self, department: Department) -> None:
        for other in self._departments.values():
            same = (other.tenant_id, other.known_as) == (department.tenant_id, department.known_as)
            if same and other.id != department.id:
                raise NameTaken("name", f"There is a department called {department.name} already.")


def _key(department: Department) -> tuple[str, str]:
    return department.tenant_id, department.id
