"""Names that only one thing of its kind in a tenant may have: rows of the Directory table beside the things themselves.

key                          access pattern
tenant#id, name#kind#name    claim a name, or free it, in one transaction with what is called so
"""

from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import Part


class NameRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    target_id = UnicodeAttribute()


def claimed(tenant_id: str, kind: str, name: str, target_id: str) -> Part:
    row = NameRow(*_key(tenant_id, kind, name), target_id=target_id)
    return lambda transaction: transaction.save(row, condition=NameRow.record.does_not_exist())


def freed(tenant_id: str, kind: str, name: str) -> Part:
    """Goes with a condition that it is still the name of what gives it up."""
    row = NameRow(*_key(tenant_id, kind, name))
    return lambda transaction: transaction.delete(row)


def _key(tenant_id: str, kind: str, name: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"name#{kind}#{name}"
