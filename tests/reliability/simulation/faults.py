"""What can go wrong, how often, and how often it did."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

RATES = {
    "invocation killed": 0.012,
    "invocation delayed": 0.004,
    "request lost": 0.05,
    "request doubled": 0.05,
    "answer lost": 0.08,
    "answer doubled": 0.04,
    "post lost": 0.15,
    "post doubled": 0.06,
    "delivery reordered": 0.30,
    "socket lost": 0.006,
    "page closed": 0.15,
    "$disconnect lost": 0.50,
    "410 withheld": 0.40,
    "stale read": 0.20,
    "listener unseen": 0.04,
    "read torn": 0.10,
    "write's answer lost": 0.02,
    "record doubled": 0.08,
    "record overtaken": 0.50,
    "job given twice": 0.15,
    "job's deletion lost": 0.10,
    "patience lost": 0.20,
    "clock skewed": 0.10,
}


@dataclass(slots=True)
class Faults:
    """Until `cease` is called, each kind of fault happens at its rate."""

    random: Random
    rates: Mapping[str, float] = field(default_factory=lambda: RATES)
    injected: Counter[str] = field(default_factory=Counter)
    ceased: bool = False

    def strikes(self, kind: str) -> bool:
        if self.ceased or self.random.random() >= self.rates[kind]:
            return False
        self.injected[kind] += 1
        return True

    def cease(self) -> None:
        self.ceased = True
