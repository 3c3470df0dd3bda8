"""Rows of the Directory table that lead from something a caller shows to the record that it stands for."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model


class PointerRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    target_id = UnicodeAttribute()
    expires_at = NumberAttribute(null=True)
