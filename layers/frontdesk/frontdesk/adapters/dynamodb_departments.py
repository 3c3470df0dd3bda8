"""The departments' rows of the Directory table.

key                             access pattern
tenant#id, department#id        one department of a tenant; all of them
"""

from collections.abc import Sequence
from dataclasses import asdict

from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import Part, assigning, holds, together, without_none
from frontdesk.adapters.dynamodb_names import claimed, freed
from frontdesk.domain.department import Department
from frontdesk.domain.errors import Busy, NameTaken

KIND = "department"
NAME_PART = 1


class DepartmentRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    description = UnicodeAttribute(null=True)


class DynamoDepartments:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, tenant_id: str, department_id: str) -> Department | None:
        try:
            return _department(DepartmentRow.get(*_key(tenant_id, department_id), consistent_read=True))
        except DepartmentRow.DoesNotExist:
            return None

    def of_tenant(self, tenant_id: str) -> Sequence[Department]:
        rows = DepartmentRow.query(
            f"tenant#{tenant_id}", DepartmentRow.record.startswith("department#"), consistent_read=True
        )
        return sorted(map(_department, rows), key=lambda department: (department.name.casefold(), department.id))

    def add(self, department: Department) -> None:
        row = DepartmentRow(*_row_key(department), **without_none(asdict(department)))
        if not self._write(lambda transaction: transaction.save(row), _claim(department), called=department.name):
            raise Busy("Somebody adds a department at this moment. Please try again.")

    def edit(self, before: Department, after: Department) -> bool:
        changes = assigning(DepartmentRow, asdict(before), asdict(after))
        if not changes:
            return True
        row = DepartmentRow(*_row_key(before))
        same = _is(before)
        renamed = before.known_as != after.known_as
        names = (_claim(after), _free(before)) if renamed else ()
        return self._write(
            lambda transaction: transaction.update(row, changes, condition=same), *names, called=after.name
        )

    def remove(self, department: Department) -> bool:
        row = DepartmentRow(*_row_key(department))
        same = _is(department)
        return self._write(lambda transaction: transaction.delete(row, condition=same), _free(department))

    def _write(self, *parts: Part, called: str = "") -> bool:
        failed = together(self._connection, *parts)
        if failed == NAME_PART:
            raise NameTaken("name", f"There is a department called {called} already.")
        return failed is None


def _claim(department: Department) -> Part:
    return claimed(department.tenant_id, KIND, department.known_as, department.id)


def _free(department: Department) -> Part:
    return freed(department.tenant_id, KIND, department.known_as)


def _is(department: Department) -> Condition:
    return holds(DepartmentRow, asdict(department))


def _row_key(department: Department) -> tuple[str, str]:
    return _key(department.tenant_id, department.id)


def _key(tenant_id: str, department_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"department#{department_id}"


def _department(row: DepartmentRow) -> Department:
    return Department(tenant_id=row.tenant_id, id=row.id, name=row.name, description=row.description)
