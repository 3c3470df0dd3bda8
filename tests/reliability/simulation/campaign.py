"""Many runs, and what they add up to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter

from tests.reliability.damage import KINDS
from tests.reliability.simulation.run import KINDS_OF_FAULTS, Outcome, simulate

HANDS = ("accepted", "routed", "transferred", "released")
COUNTS = ("conversations", "written", "sent again", "acknowledged", "refused", "stored", *HANDS, *KINDS)


@dataclass(slots=True)
class Campaign:
    runs: int = 0
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    broken: dict[int, list[str]] = field(default_factory=dict)

    def add(self, seed: int, outcome: Outcome) -> None:
        self.runs += 1
        self.counts += outcome.counts
        self.faults += outcome.faults
        if outcome.broken:
            self.broken[seed] = outcome.broken

    @property
    def faults_that_never_struck(self) -> list[str]:
        return [kind for kind in KINDS_OF_FAULTS if not self.faults[kind]]

    def lines(self) -> Iterator[str]:
        yield f"{self.runs:,} runs in {self.seconds:.1f} s ({self.runs / self.seconds:.1f} seeds/s)"
        yield ", ".join(f"{name} {self.counts[name]:,}" for name in COUNTS)
        yield "faults: " + ", ".join(f"{kind} {self.faults[kind]:,}" for kind in KINDS_OF_FAULTS)
        yield f"runs that broke a law: {len(self.broken)}"
        for seed, laws in self.broken.items():
            yield from (f"  seed {seed}: {law}" for law in laws)


def run_campaign(seeds: Iterable[int], processes: int = 1) -> Campaign:
    campaign = Campaign()
    began = perf_counter()
    for seed, outcome in _outcomes(list(seeds), processes):
        campaign.add(seed, outcome)
    campaign.seconds = perf_counter() - began
    return campaign


def _outcomes(seeds: list[int], processes: int) -> Iterator[tuple[int, Outcome]]:
    if processes == 1:
        yield from ((seed, simulate(seed)) for seed in seeds)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from zip(seeds, pool.map(simulate, seeds, chunksize=20), strict=True)
