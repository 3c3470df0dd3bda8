"""Durations in buckets that grow: so the middle of very many is known from few counters.

A bucket reaches from `GROWTH` to the power of one less than its number to that of its number, in seconds; bucket 0 is
all below a second. What a quantile names is a value within `ERROR` of one that was measured, or within a second of it.
"""

from collections.abc import Mapping
from math import ceil, log

ERROR = 0.05
GROWTH = (1 + ERROR) / (1 - ERROR)
# A year and more; what takes longer counts as that long.
LAST_BUCKET = 174


def bucket_of(seconds: float) -> int:
    if seconds <= 1:
        return 0
    return min(LAST_BUCKET, ceil(log(seconds) / log(GROWTH)))


def value_of(bucket: int) -> float:
    """As far from both of its ends, in proportion to them; for what is below a second, half of one."""
    return float(2 * GROWTH**bucket / (GROWTH + 1)) if bucket else 0.5


def quantile(buckets: Mapping[int, int], share: float) -> float | None:
    """The smallest value that is no smaller than this share of them all."""
    wanted = ceil(share * sum(buckets.values()))
    seen = 0
    for bucket in sorted(buckets):
        seen += buckets[bucket]
        if seen >= wanted > 0:
            return value_of(bucket)
    return None
