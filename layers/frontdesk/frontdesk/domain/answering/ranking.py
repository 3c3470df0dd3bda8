"""Orders the candidates by a weighted sum of their features."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from frontdesk.domain.answering.features import FEATURES, Comparison
from frontdesk.domain.answering.model import Model

_AT_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Ranked:
    """`score` is in log-odds between candidates; `share` is their softmax: how the model would split its bet."""

    comparison: Comparison
    score: float
    share: float


def rank(comparisons: Sequence[Comparison], model: Model) -> list[Ranked]:
    """Best first; equals stay in the order that they came in."""
    largest = {name: max((getattr(one.features, name) for one in comparisons), default=0.0) for name in FEATURES}
    scores = [
        sum(
            value * getattr(one.features, name) + share * getattr(one.features, name) / (largest[name] + _AT_LEAST)
            for name, (value, share) in model.ranking.items()
        )
        for one in comparisons
    ]
    top = max(scores, default=0.0)
    total = sum(exp(score - top) for score in scores)
    ranked = [Ranked(one, score, exp(score - top) / total) for one, score in zip(comparisons, scores, strict=True)]
    return sorted(ranked, key=lambda one: -one.score)
