"""Which index is in use: a row of the Articles table for each tenant.

key                      access pattern
tenant#id, "index"       the index of a tenant
"""

from datetime import datetime

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import took_place
from frontdesk.domain.knowledge_index import BuiltIndex, Correction, KnowledgeIndex

RECORD = "index"


class KnowledgeIndexRow(Model):
    class Meta:
        table_name = "Articles"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    fingerprint = UnicodeAttribute(null=True)
    articles = NumberAttribute(null=True)
    built_at = UTCDateTimeAttribute(null=True)
    engine = UnicodeAttribute(null=True)
    previous = UnicodeAttribute(null=True)
    unreadable = BooleanAttribute(null=True)
    asked_at = UTCDateTimeAttribute(null=True)
    slope = NumberAttribute(null=True)
    offset = NumberAttribute(null=True)
    outcomes = NumberAttribute(null=True)


class DynamoKnowledgeIndexes:
    def get(self, tenant_id: str, *, consistent: bool = False) -> KnowledgeIndex:
        try:
            row = KnowledgeIndexRow.get(*_key(tenant_id), consistent_read=consistent)
        except KnowledgeIndexRow.DoesNotExist:
            return KnowledgeIndex()
        return KnowledgeIndex(
            built=_built(row),
            correction=_correction(row),
            unreadable=bool(row.unreadable),
            asked_at=row.asked_at,
        )

    def set_built(self, tenant_id: str, built: BuiltIndex) -> bool:
        own = KnowledgeIndexRow
        actions: list[Action] = [
            own.fingerprint.set(built.fingerprint) if built.fingerprint else own.fingerprint.remove(),
            own.articles.set(built.articles),
            own.built_at.set(built.built_at),
            own.engine.set(built.engine),
            own.previous.set(built.previous) if built.previous else own.previous.remove(),
            own.unreadable.remove(),
        ]
        latest = own.built_at.does_not_exist() | (own.built_at <= built.built_at)
        return took_place(lambda: KnowledgeIndexRow(*_key(tenant_id)).update(actions, condition=latest))

    def set_correction(self, tenant_id: str, correction: Correction | None) -> None:
        own = KnowledgeIndexRow
        actions: list[Action] = [own.slope.remove(), own.offset.remove(), own.outcomes.remove()]
        if correction is not None:
            actions = [
                own.slope.set(correction.slope),
                own.offset.set(correction.offset),
                own.outcomes.set(correction.outcomes),
            ]
        KnowledgeIndexRow(*_key(tenant_id)).update(actions)

    def ask_for_rebuild(self, tenant_id: str, fingerprint: str) -> None:
        row = KnowledgeIndexRow(*_key(tenant_id))
        in_use = KnowledgeIndexRow.fingerprint == fingerprint
        took_place(lambda: row.update([KnowledgeIndexRow.unreadable.set(True)], condition=in_use))

    def ask_for_engine(self, tenant_id: str, known: KnowledgeIndex, at: datetime) -> bool:
        own = KnowledgeIndexRow
        if known.built is None:
            return False
        asked = own.asked_at.does_not_exist() if known.asked_at is None else own.asked_at == known.asked_at
        as_known = (own.built_at == known.built.built_at) & asked
        return took_place(lambda: own(*_key(tenant_id)).update([own.asked_at.set(at)], condition=as_known))


def _key(tenant_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", RECORD


def _built(row: KnowledgeIndexRow) -> BuiltIndex | None:
    if row.built_at is None:
        return None
    return BuiltIndex(
        fingerprint=row.fingerprint,
        articles=int(row.articles or 0),
        built_at=row.built_at,
        engine=row.engine or "",
        previous=row.previous,
    )


def _correction(row: KnowledgeIndexRow) -> Correction | None:
    if row.slope is None or row.offset is None:
        return None
    return Correction(slope=float(row.slope), offset=float(row.offset), outcomes=int(row.outcomes or 0))
