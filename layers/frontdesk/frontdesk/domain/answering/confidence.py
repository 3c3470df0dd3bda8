"""How likely the first-ranked article is to answer the question, and how a tenant's own outcomes correct that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log, log1p
from statistics import fmean

from frontdesk.domain.answering.features import FEATURES
from frontdesk.domain.answering.gate import DEFAULT_THRESHOLD
from frontdesk.domain.answering.model import Model
from frontdesk.domain.answering.question import Question
from frontdesk.domain.answering.ranking import Ranked
from frontdesk.domain.answering.reference import Reference

LEAST_OUTCOMES = 50

_EPSILON = 1e-6
_LEAST_SPREAD = 0.05
_NEWTON_STEPS = 25
_FLATTEST, _STEEPEST = 0.1, 5.0
# How firmly a tenant's calibration is held to the shipped one: as if this many outcomes had confirmed it.
_PRIOR_OUTCOMES = 8.0
# More articles hold more neighbours that look right; beyond these numbers nothing was measured.
_FEWEST_ARTICLES, _MOST_ARTICLES = 20, 1000
# What is at least this likely to be right may be answered at the default threshold: a wrong answer costs more than an
# escalation. Chances below the start and above the end are told as they are.
_CAUTION_START, _WORTH_ANSWERING, _CAUTION_END = 0.6, 0.8225, 0.87
# What speaks against an article, and what may speak either way; all other signals speak for it.
_AGAINST = {"missing_lead", "missing_above", "missing_words", "unknown", "unfamiliar"}
_EITHER_WAY = {"bias", "articles", "content_words", "words_by_length", "sense_by_length", "share_by_length"}
_OF_WORDS = ("relevance", "coverage", "overlap")
_OF_SENSE = ("sense", "sense_three", "sense_whole")


@dataclass(frozen=True, slots=True)
class Calibration:
    """A tenant's correction of log-odds: `slope` · log-odds + `offset` (Platt, 1999). As made, it corrects nothing."""

    slope: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one answer: the confidence it was given with, uncalibrated, and whether it did answer."""

    confidence: float
    answered: bool


def signals(question: Question, ranked: Sequence[Ranked], reference: Reference) -> dict[str, float]:
    """What the confidence is made of, by name. `ranked` has one candidate at least.

    A feature counts by how far it leads before the second candidate's, and by how far it stands above what is usual for
    a wrong article here: its bare value means something else in each knowledge base.
    """
    best = ranked[0]
    others = ranked[1:6]
    second = others[0].comparison.features if others else None
    found: dict[str, float] = {}
    for name in FEATURES:
        value = getattr(best.comparison.features, name)
        found[f"{name}_lead"] = value - (getattr(second, name) if second else 0.0)
        usual, spread = reference.get(name, (0.0, 1.0))
        found[f"{name}_above"] = (value - usual) / (spread + _LEAST_SPREAD)
    mean_of_others = sum(other.score for other in others) / len(others) if others else 0.0
    found["share"] = best.share
    found["share_odds"] = logit(best.share)
    found["score_lead"] = min(10.0, best.score - mean_of_others)
    found["articles"] = log(min(_MOST_ARTICLES, max(_FEWEST_ARTICLES, question.articles)))
    found["content_words"] = log1p(len(question.content))
    found["missing_words"] = log1p(best.comparison.features.missing * len(question.content))
    # In a long question words and senses do not tell as much as in a short one.
    found["words_by_length"] = found["content_words"] * fmean(found[f"{name}_above"] for name in _OF_WORDS)
    found["sense_by_length"] = found["content_words"] * fmean(found[f"{name}_above"] for name in _OF_SENSE)
    found["share_by_length"] = found["content_words"] * best.share
    found["unknown"] = _share_of_weight(question, [not keyword.meanings for keyword in question.keywords])
    found["unfamiliar"] = _share_of_weight(question, [not keyword.is_known for keyword in question.keywords])
    return found


def limits(signal: str) -> tuple[float, float]:
    """Between which a signal's weight may lie: none that speaks for an article counts against it.

    Signals say much the same, so that weights without limits lean on the differences between them, which are another's
    in another knowledge base.
    """
    if signal in _EITHER_WAY:
        return -inf, inf
    return (-inf, 0.0) if signal in _AGAINST else (0.0, inf)


def log_odds(found: Mapping[str, float], model: Model) -> float:
    return model.confidence["bias"] + sum(
        weight * found[name] for name, weight in model.confidence.items() if name != "bias"
    )


def _share_of_weight(question: Question, chosen: Sequence[bool]) -> float:
    return (
        sum(keyword.weight for keyword, is_it in zip(question.keywords, chosen, strict=True) if is_it) / question.weight
    )


def confidence(found: Mapping[str, float], model: Model) -> float:
    """In [0, 1], before a tenant's calibration."""
    return cautious(sigmoid(log_odds(found, model)))


def cautious(chance: float) -> float:
    """Lowers a chance around the threshold, and leaves the order of chances as it is."""
    if not _CAUTION_START < chance < _CAUTION_END:
        return chance
    if chance <= _WORTH_ANSWERING:
        share = (chance - _CAUTION_START) / (_WORTH_ANSWERING - _CAUTION_START)
        return _CAUTION_START + share * (DEFAULT_THRESHOLD - _CAUTION_START)
    share = (chance - _WORTH_ANSWERING) / (_CAUTION_END - _WORTH_ANSWERING)
    return DEFAULT_THRESHOLD + share * (_CAUTION_END - DEFAULT_THRESHOLD)


def calibrated(raw: float, calibration: Calibration) -> float:
    return sigmoid(calibration.slope * logit(raw) + calibration.offset)


def recalibrate(outcomes: Sequence[Outcome]) -> Calibration:
    """Fit a tenant's calibration by logistic regression on log-odds; with fewer than 50 outcomes, none.

    Newton's method on the log-likelihood, with a prior at the shipped calibration, so that few outcomes, or outcomes
    that are all of one kind, move it only as far as they bear. The slope is kept positive: more sure stays more sure.
    """
    if len(outcomes) < LEAST_OUTCOMES:
        return Calibration()
    slope, offset = 1.0, 0.0
    points = [(logit(outcome.confidence), float(outcome.answered)) for outcome in outcomes]
    for _ in range(_NEWTON_STEPS):
        to_slope, to_offset = _PRIOR_OUTCOMES * (1.0 - slope), _PRIOR_OUTCOMES / 4 * -offset
        slope_slope, offset_offset, slope_offset = _PRIOR_OUTCOMES, _PRIOR_OUTCOMES / 4, 0.0
        for odds, answered in points:
            chance = sigmoid(slope * odds + offset)
            spread = chance * (1 - chance)
            to_slope += (answered - chance) * odds
            to_offset += answered - chance
            slope_slope += spread * odds * odds
            offset_offset += spread
            slope_offset += spread * odds
        determinant = slope_slope * offset_offset - slope_offset**2
        slope_step = (offset_offset * to_slope - slope_offset * to_offset) / determinant
        offset_step = (slope_slope * to_offset - slope_offset * to_slope) / determinant
        slope, offset = min(_STEEPEST, max(_FLATTEST, slope + slope_step)), offset + offset_step
        if abs(slope_step) + abs(offset_step) < _EPSILON:
            break
    return Calibration(slope, offset)


def sigmoid(odds: float) -> float:
    return 1 / (1 + exp(-min(30.0, max(-30.0, odds))))


def logit(chance: float) -> float:
    kept = min(1 - _EPSILON, max(_EPSILON, chance))
    return log(kept / (1 - kept))
