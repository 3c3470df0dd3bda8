"""The weights of the confidence, tuned to one knowledge base by its own trials.

What tells a right article from a wrong one is not the same everywhere: where articles are short, shared words tell
much, where all of them speak of one subject, senses tell little. Only the order of answers is learnt: trials are
easier than visitors' questions are, so that the mean and the spread of the log-odds over them stay as they were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt

from frontdesk.domain.answering.confidence import limits, log_odds, sigmoid, signals
from frontdesk.domain.answering.model import Model
from frontdesk.domain.answering.ranking import rank
from frontdesk.domain.answering.reference import Reference, held_to
from frontdesk.domain.answering.trials import Trial

# How firmly weights are held to the shipped ones: the penalty on the square of what one spread of a signal adds.
DECAY = 0.5
# Few trials tell little: held as if this many had confirmed the shipped weights.
PRIOR_TRIALS = 60
ROUNDS = 40
_LEAST_SPREAD = 1e-6


def tune(trials: Sequence[Trial], model: Model, reference: Reference) -> dict[str, float]:
    """What to add to the shipped weights of the confidence, by name; nothing where nothing was tried."""
    if not trials:
        return {}
    held = held_to(model.reference, reference)
    rows, right = [], []
    for trial in trials:
        ranked = rank(trial.comparisons, model)
        rows.append(signals(trial.question, ranked, held))
        right.append(float(trial.right[trial.comparisons.index(ranked[0].comparison)]))
    trust = len(trials) / (len(trials) + PRIOR_TRIALS) / sum(trial.share for trial in trials)
    shares = [trial.share * trust for trial in trials]
    found = _as_spread_as_before(_fitted(rows, right, shares, model), rows, shares, model)
    return {name: round(weight - model.confidence[name], 5) for name, weight in found.items()}


def tuned(model: Model, tuning: Mapping[str, float]) -> Model:
    confidence = {name: weight + tuning.get(name, 0.0) for name, weight in model.confidence.items()}
    return replace(model, confidence=confidence)


def _fitted(
    rows: Sequence[Mapping[str, float]], right: Sequence[float], shares: Sequence[float], model: Model
) -> dict[str, float]:
    """Up the penalised likelihood, weight by weight, each kept within its limits.

    A step counts on the sharpest bend that a logistic curve has, a quarter, so that none goes too far.
    """
    weights = dict(model.confidence)
    columns = {name: [row.get(name, 1.0) for row in rows] for name in weights}
    odds = [log_odds(row, model) for row in rows]
    for _ in range(ROUNDS):
        for name, column in columns.items():
            shipped, weight = model.confidence[name], weights[name]
            decay = 0.0 if name == "bias" else DECAY * model.spread[name] ** 2
            bend = decay + sum(share * value**2 for share, value in zip(shares, column, strict=True)) / 4
            slope = decay * (shipped - weight) + sum(
                share * value * (answered - sigmoid(so_far))
                for share, value, answered, so_far in zip(shares, column, right, odds, strict=True)
            )
            low, high = limits(name)
            weights[name] = min(high, max(low, weight + slope / (bend + _LEAST_SPREAD)))
            step = weights[name] - weight
            odds = [so_far + step * value for so_far, value in zip(odds, column, strict=True)]
    return weights


def _as_spread_as_before(
    weights: Mapping[str, float], rows: Sequence[Mapping[str, float]], shares: Sequence[float], model: Model
) -> dict[str, float]:
    mean, spread = _moments([log_odds(row, model) for row in rows], shares)
    own_mean, own_spread = _moments([log_odds(row, replace(model, confidence=weights)) for row in rows], shares)
    scale = spread / own_spread if own_spread > _LEAST_SPREAD else 1.0
    found = {name: weight * scale for name, weight in weights.items()}
    return {**found, "bias": found["bias"] + mean - scale * own_mean}


def _moments(values: Sequence[float], shares: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation."""
    whole = sum(shares)
    mean = sum(share * value for share, value in zip(shares, values, strict=True)) / whole
    return mean, sqrt(sum(share * (value - mean) ** 2 for share, value in zip(shares, values, strict=True)) / whole)
