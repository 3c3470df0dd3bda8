"""What can go wrong, how often, and how often it did."""

from collections import Counter
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
    "$disconnect lost": 0.50,
    "410 withheld": 0.40,
    "stale read": 0.20,
    "listener unseen": 0.04,
    "read torn": 0.10,
    "write's answer lost": 0.02,
    "record doubled": 0.08,
    "record overtaken": 0.50,
    "job given twice": 0.05,
    "job's deletion lost": 0.05,
    "patience lost": 0.05,
    "clock skewed": 0.10,
}


@dataclass(slots=True)
class Faults:
    """Until `cease` is called, each kind of fault happens at its rate."""

    random: Random
    injected: Counter[str] = field(default_factory=Counter)
    ceased: bool = False

    def strikes(self, kind: str) -> bool:
        if self.ceased or self.random.random() >= RATES[kind]:
            return False
        self.injected[kind] += 1
        return True

    def cease(self) -> None:
        self.ceased = True
