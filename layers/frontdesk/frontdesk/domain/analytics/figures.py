"""What the counters of a period say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from frontdesk.domain.analytics import counts as names
from frontdesk.domain.analytics.counts import Counts
from frontdesk.domain.analytics.histogram import quantile
from frontdesk.domain.escalation import EscalationReason
from frontdesk.domain.rating import BEST

Slots = Sequence[tuple[datetime, Counts]]
"""Counters by half hours, each with its beginning."""
HOURS, WEEKDAYS = 24, 7
P90 = 0.9


@dataclass(frozen=True, slots=True)
class Durations:
    """In seconds; None where there are none."""

    count: int
    mean: float | None
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """`distribution` are the ratings with 1, 2 … 5 stars."""

    rateable: int
    distribution: Sequence[int]

    @property
    def rated(self) -> int:
        return sum(self.distribution)

    @property
    def average(self) -> float | None:
        stars = sum(number * count for number, count in enumerate(self.distribution, start=1))
        return ratio(stars, self.rated)

    @property
    def response_rate(self) -> float | None:
        return ratio(self.rated, self.rateable)


@dataclass(frozen=True, slots=True)
class BotFigures:
    conversations: int
    answered: int
    deflected: int
    confidence: Sequence[int]

    @property
    def answers(self) -> int:
        return sum(self.confidence)

    @property
    def deflection_rate(self) -> float | None:
        return ratio(self.deflected, self.conversations)


@dataclass(frozen=True, slots=True)
class Figures:
    counts: Counts

    @property
    def conversations(self) -> int:
        return self._of(names.CONVERSATIONS)

    @property
    def handled(self) -> int:
        return self._of(names.HANDLED)

    @property
    def resolved(self) -> int:
        return self._of(names.OVER)

    @property
    def abandoned(self) -> int:
        return self._of(names.ABANDONED)

    @property
    def first_response(self) -> Durations:
        return self._durations(names.FIRST_RESPONSE)

    @property
    def resolution(self) -> Durations:
        return self._durations(names.RESOLUTION)

    @property
    def wait(self) -> Durations:
        return self._durations(names.WAIT)

    @property
    def satisfaction(self) -> Satisfaction:
        stars = [self._of(f"{names.STARS}{number}") for number in range(1, BEST + 1)]
        return Satisfaction(self._of(names.RATEABLE), stars)

    @property
    def bot(self) -> BotFigures:
        answered = self._of(names.ANSWERED)
        return BotFigures(
            conversations=self._of(names.WITH_BOT),
            answered=answered,
            deflected=answered - self._of(names.ANSWERED_IN_VAIN),
            confidence=[self._of(f"{names.CONFIDENCE}{tenth}") for tenth in range(names.TENTHS)],
        )

    @property
    def escalations(self) -> Mapping[EscalationReason, int]:
        return {reason: self._of(f"{names.ESCALATED}{reason}") for reason in EscalationReason}

    def _of(self, name: str) -> int:
        return self.counts.get(name, 0)

    def _durations(self, name: str) -> Durations:
        buckets = {
            int(key[len(name) :]): count
            for key, count in self.counts.items()
            if count and key[: len(name)] == name and key[len(name) :].isdigit()
        }
        count = sum(buckets.values())
        mean = self._of(name) / 1000 / count if count else None
        return Durations(count, mean, quantile(buckets, 0.5), quantile(buckets, P90))


def by_hour(slots: Slots, zone: ZoneInfo) -> list[int]:
    return _spread(((at.astimezone(zone).hour, counts) for at, counts in slots), HOURS)


def by_weekday(slots: Slots, zone: ZoneInfo) -> list[int]:
    """From Monday on."""
    return _spread(((at.astimezone(zone).weekday(), counts) for at, counts in slots), WEEKDAYS)


def ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _spread(placed: Iterable[tuple[int, Counts]], size: int) -> list[int]:
    spread = [0] * size
    for place, counts in placed:
        spread[place] += counts.get(names.CONVERSATIONS, 0)
    return spread
