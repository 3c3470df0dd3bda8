"""Faults that tests inject, and how often each was. Without `--faults` every chance is zero."""

import random
from collections import Counter
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Chance = Annotated[float, Field(ge=0, le=1)]


class FaultPlan(BaseModel):
    """The chance of each fault, at each occasion."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    post_gone: Chance = 0
    """A post to a connection answers 410 although the connection is open."""
    post_too_large: Chance = 0
    """… answers 413."""
    post_throttled: Chance = 0
    """… answers 429."""
    post_lost: Chance = 0
    """… answers 200 and the frame never arrives."""
    disconnect_dropped: Chance = 0
    """A connection ends and its $disconnect route is not called."""
    connection_cut: Chance = 0
    """A connection is closed as soon as a frame of its client was taken, before that frame is answered."""
    invocation_killed: Chance = 0
    """A handler is killed at a random moment within `kill_within` seconds of its start."""
    kill_within: Annotated[float, Field(gt=0)] = 0.05
    kill_functions: list[str] = []
    """Only these functions are killed; empty means any."""
    stream_duplicated: Chance = 0
    """A batch of a stream is delivered twice."""
    stream_shuffled: Chance = 0
    """A batch of a stream is delivered in another order."""
    seed: int | None = None


class Faults:
    def __init__(self) -> None:
        self.injected: Counter[str] = Counter()
        self.use(FaultPlan())

    def use(self, plan: FaultPlan) -> None:
        self.plan = plan
        self.random = random.Random(plan.seed)  # noqa: S311 - chance, not secrecy

    def strike(self, fault: str) -> bool:
        """Whether the fault happens now; one that does is counted."""
        happens = self._chance(getattr(self.plan, fault))
        if happens:
            self.count(fault)
        return happens

    def kill_after(self, function: str) -> float | None:
        targets = self.plan.kill_functions
        if (targets and function not in targets) or not self._chance(self.plan.invocation_killed):
            return None
        return self.random.uniform(0, self.plan.kill_within)

    def count(self, fault: str) -> None:
        self.injected[fault] += 1

    def _chance(self, chance: float) -> bool:
        return chance > 0 and self.random.random() < chance
