"""Who has been erased and what has been given out: rows of the Directory table; and the list of visitors.

key                                     access pattern
erasures#tenant, hash of visitor        the latest erasure of one visitor; those of a tenant
exports#tenant, hash of visitor         the latest export of one visitor, for a day

An erasure outlasts the visitor, and so it does not tell who they were: who has the id can ask, and nobody can read it.
"""

from datetime import timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import assigning, epoch, fingerprint, without_none
from frontdesk.adapters.dynamodb_directory import NOTHING, VisitorRow, visitor_of
from frontdesk.domain.party import Party
from frontdesk.domain.privacy import Erasure, Export
from frontdesk.domain.visitor import Visitor
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.page import Page

LISTING = "visitors"
EXPORT_KEPT = timedelta(days=1)


class ErasureRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    requested_at = UTCDateTimeAttribute()
    requested_by_id = UnicodeAttribute()
    requested_by_name = UnicodeAttribute()
    conversations = NumberAttribute(null=True)
    cleared_at = UTCDateTimeAttribute(null=True)
    ended_at = UTCDateTimeAttribute(null=True)


class ExportRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()
    requested_at = UTCDateTimeAttribute()
    ready_at = UTCDateTimeAttribute(null=True)
    expires_at = NumberAttribute()


class DynamoPrivacyRecords:
    def visitors(self, tenant_id: str, cursor: str | None, limit: int) -> Page[Visitor]:
        below = rank_at(LISTING, tenant_id, cursor) if cursor else None
        index = VisitorRow.by_first_seen
        places = list(
            index.query(
                tenant_id,
                None if below is None else VisitorRow.first_seen_rank < below,
                limit=limit,
                scan_index_forward=False,
            )
        )
        keys = [(place.owner, place.record) for place in places]
        found = {row.owner: visitor_of(row) for row in VisitorRow.batch_get(keys)} if keys else {}
        items = [found[owner] for owner, _ in keys if owner in found and found[owner].merged_into is None]
        full = len(places) == limit
        return Page(items, cursor_at(LISTING, tenant_id, str(places[-1].first_seen_rank)) if full else None)

    def erasure(self, tenant_id: str, visitor_id: str) -> Erasure | None:
        try:
            row = ErasureRow.get(*_erasure_key(tenant_id, visitor_id), consistent_read=True)
        except ErasureRow.DoesNotExist:
            return None
        return Erasure(
            tenant_id=tenant_id,
            visitor_id=visitor_id,
            requested_at=row.requested_at,
            requested_by=Party(row.requested_by_id, row.requested_by_name),
            conversations=int(row.conversations or 0),
            cleared_at=row.cleared_at,
            ended_at=row.ended_at,
        )

    def begin_erasure(self, erasure: Erasure) -> None:
        _erasure_row(erasure).save()

    def put_erasure(self, erasure: Erasure) -> None:
        ends = {"cleared_at": erasure.cleared_at, "ended_at": erasure.ended_at}
        _erasure_row(erasure).update(assigning(ErasureRow, dict.fromkeys(ends, NOTHING), ends))

    def count_erased(self, erasure: Erasure) -> None:
        _erasure_row(erasure).update([ErasureRow.conversations.add(1)])

    def export(self, tenant_id: str, visitor_id: str) -> Export | None:
        try:
            row = ExportRow.get(*_export_key(tenant_id, visitor_id), consistent_read=True)
        except ExportRow.DoesNotExist:
            return None
        return Export(
            tenant_id=tenant_id,
            visitor_id=visitor_id,
            id=row.id,
            requested_at=row.requested_at,
            ready_at=row.ready_at,
        )

    def put_export(self, export: Export) -> None:
        told = {"id": export.id, "requested_at": export.requested_at, "ready_at": export.ready_at}
        until = epoch(export.requested_at + EXPORT_KEPT)
        ExportRow(*_export_key(export.tenant_id, export.visitor_id), **without_none(told), expires_at=until).save()

    def remove_export(self, tenant_id: str, visitor_id: str) -> None:
        ExportRow(*_export_key(tenant_id, visitor_id)).delete()


def _erasure_row(erasure: Erasure) -> ErasureRow:
    return ErasureRow(
        *_erasure_key(erasure.tenant_id, erasure.visitor_id),
        requested_at=erasure.requested_at,
        requested_by_id=erasure.requested_by.id,
        requested_by_name=erasure.requested_by.name,
    )


def _erasure_key(tenant_id: str, visitor_id: str) -> tuple[str, str]:
    return f"erasures#{tenant_id}", fingerprint(visitor_id)


def _export_key(tenant_id: str, visitor_id: str) -> tuple[str, str]:
    return f"exports#{tenant_id}", fingerprint(visitor_id)
