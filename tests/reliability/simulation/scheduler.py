"""Runs many invocations at once on one thread; whose turn it is, and who dies, is drawn from one seed."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from greenlet import GreenletExit, getcurrent, greenlet

from tests.reliability.simulation.faults import Faults

Work = Callable[[], None]
LONGEST_DELAY = 300
SKEWS_SECONDS = (-2.0, 1.5)


@dataclass(slots=True, eq=False)
class Invocation:
    thread: greenlet
    skew_seconds: float
    not_before: int = 0


class Scheduler:
    """An invocation gives up its turn wherever it calls `step`; what it does between two steps is atomic."""

    def __init__(self, random: Random, faults: Faults) -> None:
        self._random = random
        self._faults = faults
        self._hub = getcurrent()
        self._invocations: list[Invocation] = []
        self._running: Invocation | None = None
        self._turn = 0

    @property
    def busy(self) -> bool:
        return bool(self._invocations)

    @property
    def skew_seconds(self) -> float:
        """How far the clock of the invocation at work is off."""
        return self._running.skew_seconds if self._running else 0.0

    def start(self, work: Work) -> None:
        skewed = self._faults.strikes("clock skewed")
        skew = self._random.choice(SKEWS_SECONDS) if skewed else 0.0
        self._invocations.append(Invocation(greenlet(work, self._hub), skew))

    def step(self, _name: str = "") -> None:
        """Let others go first."""
        if self._running is not None:
            self._hub.switch()

    def turn(self) -> None:
        """Let one invocation go on to its next step, or to its death."""
        self._turn += 1
        chosen = self._random.choice(self._invocations)
        if chosen.not_before > self._turn and not self._faults.ceased:
            return
        if chosen.thread and self._faults.strikes("invocation killed"):
            self._invocations.remove(chosen)
            chosen.thread.throw(GreenletExit)
            return
        if self._faults.strikes("invocation delayed"):
            chosen.not_before = self._turn + self._random.randrange(LONGEST_DELAY)
            return
        self._running = chosen
        try:
            chosen.thread.switch()
        finally:
            self._running = None
        if chosen.thread.dead:
            self._invocations.remove(chosen)

    def abandon(self) -> None:
        """End whatever still runs."""
        for invocation in self._invocations:
            invocation.thread.throw(GreenletExit)
        self._invocations.clear()
