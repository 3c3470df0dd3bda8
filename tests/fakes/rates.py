"""Counters of rates in memory, and keys of addresses that are the same in every run."""

from collections import Counter
from datetime import date, datetime


class FakeRateCounters:
    def __init__(self) -> None:
        self.counts: Counter[tuple[str, datetime]] = Counter()

    def count(self, counted: str, minute: datetime, limit: int) -> bool:
        if self.counts[counted, minute] >= limit:
            return False
        self.counts[counted, minute] += 1
        return True


class FakeAddressKeys:
    def of(self, day: date) -> bytes:
        return f"key of {day.isoformat()}".encode()
