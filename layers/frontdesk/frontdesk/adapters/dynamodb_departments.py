"""The departments' rows of the Directory table.

key                             access pattern
tenant#id, department#id        one department of a tenant; all of them
"""

from collections.abc import Sequence
from dataclasses import asdict

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import without_none
from frontdesk.domain.department import Department


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

    def put(self, department: Department) -> None:
        DepartmentRow(*_key(department.tenant_id, department.id), **without_none(asdict(department))).save()

    def remove(self, tenant_id: str, department_id: str) -> None:
        DepartmentRow(*_key(tenant_id, department_id)).delete()


def _key(tenant_id: str, department_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"department#{department_id}"


def _department(row: DepartmentRow) -> Department:
    return Department(tenant_id=row.tenant_id, id=row.id, name=row.name, description=row.description)
