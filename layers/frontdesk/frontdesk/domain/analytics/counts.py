"""The counters by name, and what one conversation adds to them.

    n conversations   h handled   o over   x abandoned   q rateable   s1 … s5 rated with so many stars
    b with the bot    a answered by it   m answered by it, and a human was needed all the same
    c0 … c9 the bot's answers by tenths of confidence         e:reason escalations
    f, d, w           first response, duration until the end, wait: milliseconds in sum, and `f12` those in bucket 12

The names are short because a row is written for every change, and a write is paid by the kilobyte.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta

from frontdesk.domain.analytics.facts import Facts
from frontdesk.domain.analytics.histogram import bucket_of

Counts = Mapping[str, int]

CONVERSATIONS, HANDLED, OVER, ABANDONED, RATEABLE = "n", "h", "o", "x", "q"
WITH_BOT, ANSWERED, ANSWERED_IN_VAIN = "b", "a", "m"
STARS, CONFIDENCE, ESCALATED = "s", "c", "e:"
FIRST_RESPONSE, RESOLUTION, WAIT = "f", "d", "w"
TENTHS = 10
OF_AN_AGENT = frozenset({HANDLED, OVER, RATEABLE, STARS, FIRST_RESPONSE, RESOLUTION})


def counts_of(facts: Facts, tenths: Iterable[int]) -> dict[str, int]:
    """`tenths` are the confidences of the bot's answers in it."""
    answers = list(tenths)
    counted = Counter(
        {
            CONVERSATIONS: 1,
            HANDLED: int(facts.handled),
            OVER: int(facts.resolution is not None),
            ABANDONED: int(facts.abandoned),
            RATEABLE: int(facts.rateable),
            WITH_BOT: int(facts.with_bot or bool(answers)),
            ANSWERED: int(bool(answers)),
            ANSWERED_IN_VAIN: int(bool(answers) and facts.needed_human),
        }
    )
    if facts.stars is not None:
        counted[f"{STARS}{facts.stars}"] = 1
    counted.update(f"{ESCALATED}{reason}" for reason in facts.escalations)
    counted.update(f"{CONFIDENCE}{tenth}" for tenth in answers)
    _measure(counted, FIRST_RESPONSE, facts.first_response)
    _measure(counted, RESOLUTION, facts.resolution)
    _measure(counted, WAIT, facts.wait)
    return {name: count for name, count in counted.items() if count}


def tenth_of(confidence: float) -> int:
    return min(TENTHS - 1, max(0, int(confidence * TENTHS)))


def has_answered(confidence: float, threshold: float) -> bool:
    """Below it, the bot has only asked which article is meant: whoever leaves then was not helped by it."""
    return confidence >= threshold


def summed(many: Iterable[Counts]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counts in many:
        total.update(counts)
    return total


def difference(before: Counts, after: Counts) -> dict[str, int]:
    """What has to be added to `before`, without what stays."""
    changed = {name: after.get(name, 0) - before.get(name, 0) for name in before.keys() | after.keys()}
    return {name: change for name, change in changed.items() if change}


def of_an_agent(counts: Counts) -> dict[str, int]:
    """Without what no agent is measured by."""
    return {name: count for name, count in counts.items() if name[0] in OF_AN_AGENT}


def _measure(counted: Counter[str], name: str, duration: timedelta | None) -> None:
    if duration is not None:
        counted[name] += round(duration / timedelta(milliseconds=1))
        counted[f"{name}{bucket_of(duration.total_seconds())}"] += 1
