"""Questions that the bot had no answer to, those with the same words as one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from frontdesk.domain.vocabulary import ERASED

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
    """`samples` are phrasings, the first one first, and `sampled_in` the conversations that they come from; `last` is
    the latest time that it was asked.
    """

    tenant_id: str
    id: str
    samples: tuple[str, ...]
    sampled_in: tuple[str, ...]
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
            sampled_in=(asking.conversation_id,),
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
            sampled_in=self.sampled_in if known else (*self.sampled_in, asking.conversation_id),
            count=self.count + 1,
            last=asking,
            version=self.version + 1,
        )

    def without(self, conversation_id: str) -> Self | None:
        """As it would be had nobody phrased it in this conversation, still counted; None where nobody else has.

        The same object where this conversation has no part in it.
        """
        of_others = [place for place, origin in enumerate(self.sampled_in) if origin != conversation_id]
        if len(of_others) == len(self.samples) and self.last.conversation_id != conversation_id:
            return self
        if not of_others:
            return None
        samples = tuple(self.samples[place] for place in of_others)
        asked_last = self.last
        if asked_last.conversation_id == conversation_id:
            asked_last = replace(asked_last, question=samples[-1], conversation_id=ERASED, seq=0)
        return replace(
            self,
            samples=samples,
            sampled_in=tuple(self.sampled_in[place] for place in of_others),
            last=asked_last,
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
