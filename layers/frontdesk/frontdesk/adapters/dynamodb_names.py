"""Names that only one thing of its kind in a tenant may have: rows beside the things themselves,
of the Directory table or of the things' own.

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


def claimed(tenant_id: str, kind: str, name: str, target_id: str, table: type[NameRow] = NameRow) -> Part:
    row = table(*name_key(tenant_id, kind, name), target_id=target_id)
    return lambda transaction: transaction.save(row, condition=table.record.does_not_exist())


def freed(tenant_id: str, kind: str, name: str, table: type[NameRow] = NameRow) -> Part:
    """Goes with a condition that it is still the name of what gives it up."""
    row = table(*name_key(tenant_id, kind, name))
    return lambda transaction: transaction.delete(row)


def name_key(tenant_id: str, kind: str, name: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"name#{kind}#{name}"
