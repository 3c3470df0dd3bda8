"""Answers to writes with an Idempotency-Key, in the Directory table.

key                              access pattern
idempotency#hash, "answer"       claim, keep or release one
"""

from datetime import timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, took_place
from frontdesk.domain.errors import IdempotencyConflict
from frontdesk.use_cases.ports import Answer, Clock

ANSWER = "answer"
KEPT_FOR = timedelta(hours=24)
# As long as an invocation of the HTTP API can last: a claim that is older belongs to one that died.
CLAIMED_FOR = timedelta(seconds=30)


class AnswerRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    request_fingerprint = UnicodeAttribute()
    claimed_until = NumberAttribute()
    expires_at = NumberAttribute()
    status = NumberAttribute(null=True)
    body = UnicodeAttribute(null=True)


class DynamoAnswers:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def claim(self, key: str, request_fingerprint: str) -> Answer | None:
        now = self._clock.now()
        row = AnswerRow(
            _owner(key),
            ANSWER,
            request_fingerprint=request_fingerprint,
            claimed_until=epoch(now + CLAIMED_FOR),
            expires_at=epoch(now + KEPT_FOR),
        )
        abandoned = AnswerRow.status.does_not_exist() & (AnswerRow.claimed_until < epoch(now))
        lapsed = AnswerRow.expires_at < epoch(now)
        free = AnswerRow.owner.does_not_exist() | abandoned | lapsed
        if took_place(lambda: row.save(condition=free)):
            return None
        return self._earlier(key, request_fingerprint)

    def _earlier(self, key: str, request_fingerprint: str) -> Answer:
        row = AnswerRow.get(_owner(key), ANSWER, consistent_read=True)
        if row.request_fingerprint != request_fingerprint:
            raise IdempotencyConflict("This Idempotency-Key was used for another request. Use a new key.")
        if row.status is None:
            raise IdempotencyConflict("The first request with this Idempotency-Key is still at work.")
        return Answer(int(row.status), row.body or "")

    def keep(self, key: str, answer: Answer) -> None:
        AnswerRow(_owner(key), ANSWER).update([AnswerRow.status.set(answer.status), AnswerRow.body.set(answer.body)])

    def release(self, key: str) -> None:
        AnswerRow(_owner(key), ANSWER).delete()


def _owner(key: str) -> str:
    return f"idempotency#{key}"
