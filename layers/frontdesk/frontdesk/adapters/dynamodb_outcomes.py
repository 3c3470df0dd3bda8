"""The outcomes' rows of the Articles table, each gone after its retention.

key                                               access pattern
outcomes#tenant, outcome#answered#conversation#seq    record one, in the place of an earlier one; the latest answers'
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, sortable, took_place
from frontdesk.domain.outcome import AnswerOutcome, OutcomeKind

OUTCOME = "outcome#"
RETENTION = timedelta(days=365)


class OutcomeRow(Model):
    class Meta:
        table_name = "Articles"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    conversation_id = UnicodeAttribute()
    seq = NumberAttribute()
    answered_at = UTCDateTimeAttribute()
    raw_confidence = NumberAttribute()
    answered = BooleanAttribute()
    kind = UnicodeAttribute()
    weight = NumberAttribute()
    expires_at = NumberAttribute()


class DynamoOutcomes:
    def record(self, outcome: AnswerOutcome) -> bool:
        row = OutcomeRow(
            *outcome_key(outcome.tenant_id, outcome.answered_at, outcome.conversation_id, outcome.seq),
            conversation_id=outcome.conversation_id,
            seq=outcome.seq,
            answered_at=outcome.answered_at,
            raw_confidence=outcome.raw_confidence,
            answered=outcome.answered,
            kind=outcome.kind.value,
            weight=outcome.weight,
            expires_at=epoch(outcome.answered_at + RETENTION),
        )
        outweighed = OutcomeRow.record.does_not_exist() | (OutcomeRow.weight <= outcome.weight)
        return took_place(lambda: row.save(condition=outweighed))

    def latest(self, tenant_id: str, limit: int) -> Sequence[AnswerOutcome]:
        rows = OutcomeRow.query(
            _owner(tenant_id),
            OutcomeRow.record.startswith(OUTCOME),
            limit=limit,
            scan_index_forward=False,
            consistent_read=True,
        )
        return [_outcome(tenant_id, row) for row in rows]


def outcome_key(tenant_id: str, answered_at: datetime, conversation_id: str, seq: int) -> tuple[str, str]:
    return _owner(tenant_id), f"{OUTCOME}{sortable(answered_at)}#{conversation_id}#{seq}"


def _owner(tenant_id: str) -> str:
    return f"outcomes#{tenant_id}"


def _outcome(tenant_id: str, row: OutcomeRow) -> AnswerOutcome:
    return AnswerOutcome(
        tenant_id=tenant_id,
        conversation_id=row.conversation_id,
        seq=int(row.seq),
        answered_at=row.answered_at,
        raw_confidence=float(row.raw_confidence),
        answered=row.answered,
        kind=OutcomeKind(row.kind),
    )
