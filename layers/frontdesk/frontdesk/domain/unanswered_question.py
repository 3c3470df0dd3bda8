"""Questions that the bot had no answer to, those with the same words as one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

MOST_SAMPLES = 5
SAMPLE_LENGTH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One time that a question stayed without an answer; `article_id` is what came nearest, if anything did."""

    question: str
    conversation_id: str
    seq: int
    asked_at: datetime
    confidence: float = 0.0
    article_id: str | None = None
    article_title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredQuestion:
    """`samples` are phrasings, the first one first; `last` is the latest time that it was asked."""

    tenant_id: str
    id: str
    samples: tuple[str, ...]
    count: int
    first_asked_at: datetime
    last: Asking
    version: int = 1

    @classmethod
    def first(cls, tenant_id: str, question_id: str, asking: Asking) -> Self:
        return cls(
            tenant_id=tenant_id,
            id=question_id,
            samples=(sample_of(asking.question),),
            count=1,
            first_asked_at=asking.asked_at,
            last=asking,
        )

    def again(self, asking: Asking) -> Self:
        """The same object where this very asking is the latest that is known."""
        if (asking.conversation_id, asking.seq) == (self.last.conversation_id, self.last.seq):
            return self
        sample = sample_of(asking.question)
        known = sample.casefold() in map(str.casefold, self.samples) or len(self.samples) >= MOST_SAMPLES
        return replace(
            self,
            samples=self.samples if known else (*self.samples, sample),
            count=self.count + 1,
            last=asking,
            version=self.version + 1,
        )


def sample_of(question: str) -> str:
    """On one line, and cut where it is long."""
    line = " ".join(question.split())
    return line if len(line) <= SAMPLE_LENGTH else f"{line[: SAMPLE_LENGTH - 1]}…"


def weakest(questions: Sequence[UnansweredQuestion], kept: int) -> Sequence[UnansweredQuestion]:
    """Those that make room where more than `kept` are there: asked the least often, and not for the longest time."""
    in_order = sorted(questions, key=lambda one: (one.count, one.last.asked_at, one.id))
    return in_order[: max(0, len(questions) - kept)]
