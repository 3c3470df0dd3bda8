"""Answers to writes with an Idempotency-Key, in memory."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.domain.errors import IdempotencyConflict
from frontdesk.use_cases.ports import Answer, Clock
from tests.fakes.step import Step, no_step

KEPT_FOR = timedelta(hours=24)
CLAIMED_FOR = timedelta(seconds=30)


@dataclass(slots=True)
class Claim:
    request_fingerprint: str
    claimed_at: datetime
    answer: Answer | None = None


class FakeAnswers:
    def __init__(self, clock: Clock, step: Step = no_step) -> None:
        self.step = step
        self._clock = clock
        self._claims: dict[str, Claim] = {}

    def claim(self, key: str, request_fingerprint: str) -> Answer | None:
        self.step("answers.claim")
        earlier = self._claims.get(key)
        if earlier is None or self._given_up(earlier):
            self._claims[key] = Claim(request_fingerprint, self._clock.now())
            return None
        if earlier.request_fingerprint != request_fingerprint:
            raise IdempotencyConflict("This Idempotency-Key was used for another request. Use a new key.")
        if earlier.answer is None:
            raise IdempotencyConflict("The first request with this Idempotency-Key is still at work.")
        return earlier.answer

    def keep(self, key: str, answer: Answer) -> None:
        self.step("answers.keep")
        self._claims[key].answer = answer

    def release(self, key: str) -> None:
        self.step("answers.release")
        self._claims.pop(key, None)

    def _given_up(self, claim: Claim) -> bool:
        age = self._clock.now() - claim.claimed_at
        return age > (KEPT_FOR if claim.answer else CLAIMED_FOR)
