"""Trains the ranker and the confidence: `python -m benchmarks.answering.train DATA` writes `weights.json`.

Both are linear, so that every weight can be read. The ranker maximises the softmax likelihood of the right article
among the candidates; the confidence is a logistic regression on whether the first-ranked article was right, each
weight within its limits. Every suite counts the same, however many questions it has.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from benchmarks.answering.data import Asked, Suite, read_articles, read_suites
from frontdesk.domain.answering.candidates import MOST_CANDIDATES, find_candidates
from frontdesk.domain.answering.confidence import limits, signals
from frontdesk.domain.answering.features import FEATURES, Comparison, compare
from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.index_builder import plain_index
from frontdesk.domain.answering.model import Model
from frontdesk.domain.answering.question import Question, read_question
from frontdesk.domain.answering.ranking import rank
from frontdesk.domain.answering.reference import Reference, held_to, measure_reference

WEIGHTS = Path(__file__).resolve().parents[2] / "layers/frontdesk/frontdesk/domain/answering/weights.json"
RANKING_DECAY = 0.03
CONFIDENCE_DECAY = 0.005
STEPS = 200
STEP = 0.05
NEWTON_STEPS, SWEEPS = 20, 200

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question of a suite with its candidates, and which of them are right."""

    question: Question
    comparisons: list[Comparison]
    right: list[bool]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A suite's examples, and what is usual for a wrong article in its knowledge base."""

    examples: list[Example]
    reference: Reference


def collect(suite: Suite) -> Lesson:
    articles = sorted(read_articles(suite.knowledge_base), key=lambda article: article.id)
    index = plain_index(articles)
    return Lesson([_example(asked, index) for asked in suite.asked], measure_reference(articles, index))


def _example(asked: Asked, index: Index) -> Example:
    question = read_question(asked.text, index)
    candidates = find_candidates(question, index) if question.weight else []
    return Example(
        question,
        [compare(question, candidate, index) for candidate in candidates],
        [index.article_id(candidate.article) in asked.gold for candidate in candidates],
    )


def train(lessons: Sequence[Lesson]) -> Model:
    reference = {
        name: (fmean(one.reference[name][0] for one in lessons), fmean(one.reference[name][1] for one in lessons))
        for name in FEATURES
    }
    ranker = Model(_train_ranking([lesson.examples for lesson in lessons]), {}, {}, reference)
    confidence, spread = _train_confidence(lessons, ranker)
    return replace(ranker, confidence=confidence, spread=spread)


def _train_ranking(suites: Sequence[Sequence[Example]]) -> dict[str, tuple[float, float]]:
    """Gradient ascent with momentum and per-weight steps (Adam; Kingma and Ba, 2015) on standardised inputs."""
    inputs, right, there, shares = _ranking_inputs(suites)
    mean, spread = inputs[there].mean(axis=0), inputs[there].std(axis=0) + 1e-6
    inputs = np.where(there[..., None], (inputs - mean) / spread, 0.0)
    weights = np.zeros(inputs.shape[2])
    momentum, squares = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        bets = np.where(there, np.exp(inputs @ weights - (inputs @ weights).max(axis=1, keepdims=True)), 0.0)
        wanted = bets * right
        pull = wanted / wanted.sum(axis=1, keepdims=True) - bets / bets.sum(axis=1, keepdims=True)
        gradient = np.einsum("q,qc,qcf->f", shares, pull, inputs) - RANKING_DECAY * weights
        momentum = 0.9 * momentum + 0.1 * gradient
        squares = 0.99 * squares + 0.01 * gradient**2
        weights += STEP * (momentum / (1 - 0.9**step)) / (np.sqrt(squares / (1 - 0.99**step)) + 1e-8)
    values, relative = np.split(weights / spread, 2)
    return {name: (float(values[at]), float(relative[at])) for at, name in enumerate(FEATURES)}


def _ranking_inputs(suites: Sequence[Sequence[Example]]) -> tuple[Matrix, Matrix, NDArray[np.bool_], Matrix]:
    """Inputs (by question, candidate and input), which are right, which exist, each with its share of the loss."""
    usable = [[example for example in suite if any(example.right)] for suite in suites]
    count = sum(map(len, usable))
    inputs = np.zeros((count, MOST_CANDIDATES, 2 * len(FEATURES)))
    right, there = np.zeros((count, MOST_CANDIDATES)), np.zeros((count, MOST_CANDIDATES), dtype=bool)
    for at, example in enumerate(example for suite in usable for example in suite):
        own = np.array([[getattr(one.features, name) for name in FEATURES] for one in example.comparisons])
        inputs[at, : len(own)] = np.hstack([own, own / (own.max(axis=0) + 1e-6)])
        right[at, : len(own)], there[at, : len(own)] = example.right, True
    shares = np.concatenate([np.full(len(suite), 1 / len(suite) / len(usable)) for suite in usable])
    return inputs, right, there, shares


def _train_confidence(lessons: Sequence[Lesson], ranker: Model) -> tuple[dict[str, float], dict[str, float]]:
    """The weights, by Newton's method on the penalised likelihood of standardised signals, and the signals' spreads."""
    rows, right, shares = [], [], []
    for lesson in lessons:
        reference = held_to(ranker.reference, lesson.reference)
        for example in lesson.examples:
            if example.comparisons:
                ranked = rank(example.comparisons, ranker)
                rows.append(signals(example.question, ranked, reference))
                right.append(example.right[example.comparisons.index(ranked[0].comparison)])
                shares.append(1 / len(lesson.examples) / len(lessons))
    names = list(rows[0])
    inputs = np.array([[row[name] for name in names] for row in rows])
    mean, spread = inputs.mean(axis=0), inputs.std(axis=0) + 1e-6
    inputs = np.hstack([(inputs - mean) / spread, np.ones((len(inputs), 1))])
    decay = np.append(np.full(len(names), CONFIDENCE_DECAY), 0.0)
    low, high = np.array([*map(limits, names), (-np.inf, np.inf)]).T
    weights = np.zeros(len(names) + 1)
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        gradient = inputs.T @ (np.array(shares) * (np.array(right) - chance)) - decay * weights
        curvature = (inputs.T * (np.array(shares) * chance * (1 - chance))) @ inputs + np.diag(decay)
        weights = _best_within(low, high, weights, gradient, curvature)
    plain = weights[:-1] / spread
    by_name = {"bias": float(weights[-1] - plain @ mean), **dict(zip(names, map(float, plain), strict=True))}
    return by_name, dict(zip(names, map(float, spread), strict=True))


def _best_within(low: Matrix, high: Matrix, start: Matrix, gradient: Matrix, curvature: Matrix) -> Matrix:
    """The best weights within their limits, where the likelihood has this gradient and this curvature at the start."""
    weights = start.copy()
    for _ in range(SWEEPS):
        for at in range(len(weights)):
            slope = gradient[at] - curvature[at] @ (weights - start)
            weights[at] = np.clip(weights[at] + slope / curvature[at, at], low[at], high[at])
    return weights


def main() -> None:
    write(train([collect(suite) for suite in read_suites(Path(sys.argv[1]))]))


def write(model: Model) -> None:
    shipped = {
        "ranking": {name: [round(value, 4), round(share, 4)] for name, (value, share) in model.ranking.items()},
        "confidence": {name: round(weight, 4) for name, weight in model.confidence.items()},
        "spread": {name: round(spread, 4) for name, spread in model.spread.items()},
        "reference": {name: [round(mean, 4), round(spread, 4)] for name, (mean, spread) in model.reference.items()},
    }
    WEIGHTS.write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
