"""The unanswered questions' rows of the Articles table, each gone when it has not been asked for its retention.

key                                access pattern
questions#tenant, question#id      one question of a tenant; all of them, of which there are few
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, took_place
from frontdesk.domain.unanswered_question import Asking, UnansweredQuestion

QUESTION = "question#"
RETENTION = timedelta(days=90)


class QuestionRow(Model):
    class Meta:
        table_name = "Articles"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    samples: ListAttribute[Any] = ListAttribute(of=UnicodeAttribute)
    sampled_in: ListAttribute[Any] = ListAttribute(of=UnicodeAttribute, null=True)
    times = NumberAttribute()
    first_asked_at = UTCDateTimeAttribute()
    asked_at = UTCDateTimeAttribute()
    question = UnicodeAttribute()
    conversation_id = UnicodeAttribute()
    seq = NumberAttribute()
    confidence = NumberAttribute()
    article_id = UnicodeAttribute(null=True)
    article_title = UnicodeAttribute(null=True)
    version = NumberAttribute()
    expires_at = NumberAttribute()


class DynamoUnansweredQuestions:
    def get(self, tenant_id: str, question_id: str) -> UnansweredQuestion | None:
        try:
            row = QuestionRow.get(_owner(tenant_id), f"{QUESTION}{question_id}", consistent_read=True)
        except QuestionRow.DoesNotExist:
            return None
        return _question(tenant_id, row)

    def of_tenant(self, tenant_id: str) -> Sequence[UnansweredQuestion]:
        rows = QuestionRow.query(_owner(tenant_id), QuestionRow.record.startswith(QUESTION))
        return [_question(tenant_id, row) for row in rows]

    def put(self, question: UnansweredQuestion) -> bool:
        last = question.last
        row = QuestionRow(
            _owner(question.tenant_id),
            f"{QUESTION}{question.id}",
            samples=[*question.samples],
            sampled_in=[*question.sampled_in],
            times=question.count,
            first_asked_at=question.first_asked_at,
            asked_at=last.asked_at,
            question=last.question,
            conversation_id=last.conversation_id,
            seq=last.seq,
            confidence=last.confidence,
            article_id=last.article_id,
            article_title=last.article_title,
            version=question.version,
            expires_at=epoch(last.asked_at + RETENTION),
        )
        first = question.version == 1
        unchanged = QuestionRow.record.does_not_exist() if first else QuestionRow.version == question.version - 1
        return took_place(lambda: row.save(condition=unchanged))

    def remove(self, tenant_id: str, question_id: str) -> None:
        QuestionRow(_owner(tenant_id), f"{QUESTION}{question_id}").delete()


def _owner(tenant_id: str) -> str:
    return f"questions#{tenant_id}"


def _question(tenant_id: str, row: QuestionRow) -> UnansweredQuestion:
    return UnansweredQuestion(
        tenant_id=tenant_id,
        id=row.record.removeprefix(QUESTION),
        samples=tuple(row.samples),
        sampled_in=tuple(row.sampled_in or ("" for _ in row.samples)),
        count=int(row.times),
        first_asked_at=row.first_asked_at,
        last=Asking(
            question=row.question,
            conversation_id=row.conversation_id,
            seq=int(row.seq),
            asked_at=row.asked_at,
            confidence=float(row.confidence),
            article_id=row.article_id,
            article_title=row.article_title,
        ),
        version=int(row.version),
    )
