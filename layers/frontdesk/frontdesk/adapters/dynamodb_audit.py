"""The audit trail: rows of the Directory table, each gone after two years.

key                         access pattern
audit#tenant, time#id       a tenant's, the latest first
"""

from datetime import datetime, timedelta

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, sortable
from frontdesk.domain.audit import AuditAction, AuditEntry
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.page import Page

KEPT = timedelta(days=730)
LISTING = "audit"


class AuditRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    by = UnicodeAttribute()
    action = UnicodeAttribute()
    record_id = UnicodeAttribute()
    fields = JSONAttribute(null=True)
    expires_at = NumberAttribute()


class DynamoAuditTrail:
    def add(self, entry: AuditEntry) -> None:
        AuditRow(
            _owner(entry.tenant_id),
            f"{sortable(entry.at)}#{entry.id}",
            by=entry.by,
            action=entry.action.value,
            record_id=entry.record_id,
            fields=list(entry.fields) or None,
            expires_at=epoch(entry.at + KEPT),
        ).save()

    def of_tenant(self, tenant_id: str, cursor: str | None, limit: int) -> Page[AuditEntry]:
        behind = AuditRow.record < rank_at(LISTING, tenant_id, cursor) if cursor else None
        rows = list(AuditRow.query(_owner(tenant_id), behind, scan_index_forward=False, limit=limit + 1))
        shown = rows[:limit]
        more = cursor_at(LISTING, tenant_id, shown[-1].record) if len(rows) > limit else None
        return Page([_entry(tenant_id, row) for row in shown], more)


def _owner(tenant_id: str) -> str:
    return f"audit#{tenant_id}"


def _entry(tenant_id: str, row: AuditRow) -> AuditEntry:
    at, _, own_id = row.record.partition("#")
    return AuditEntry(
        tenant_id=tenant_id,
        id=own_id,
        at=datetime.fromisoformat(at),
        by=row.by,
        action=AuditAction(row.action),
        record_id=row.record_id,
        fields=tuple(row.fields or ()),
    )
