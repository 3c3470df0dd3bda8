"""How a candidate compares with the question, in figures that can be explained, each of about [0, 1]."""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, fields
from itertools import chain, pairwise
from math import log
from typing import NamedTuple

from frontdesk.domain.answering.article import Field
from frontdesk.domain.answering.candidates import Candidate
from frontdesk.domain.answering.index import FIELD_WEIGHTS, Index, IndexedPassage
from frontdesk.domain.answering.question import Question, triples
from frontdesk.domain.answering.senses import likeness

# A term that is every n-th word of an article: log(1 + LIKELIHOOD_SCALE / n), brought to about [0, 1].
LIKELIHOOD_SCALE = 180.0
LIKELIHOOD_RANGE = 5.0


@dataclass(frozen=True, slots=True)
class Features:
    relevance: float
    """The share of the question's weight that BM25 finds in the article."""
    likelihood: float
    """How often the article uses the question's words, on a logarithmic scale."""
    coverage: float
    """The share of the question's weight that any passage accounts for."""
    closest: float
    """Cosine of the question and the passage that is closest to it."""
    closest_three: float
    """Mean cosine of the three closest passages."""
    title: float
    """Cosine of the question and the title."""
    tags: float
    """Cosine of the question and the tags."""
    overlap: float
    """Share of words in common with the passage that shares the most, common words included."""
    letters: float
    """Share of letter triples in common with the closest passage."""
    pairs: float
    """Share of the question's pairs of neighbouring words that any passage has."""
    order: float
    """The same, of the closest passage alone."""
    passage_coverage: float
    """The share of the closest passage's weight that the question accounts for."""
    missing: float
    """The share of the question's words, function words apart, that no passage has in any meaning."""
    sense: float
    """How near the passage that is nearest in sense comes to the question, whatever its words."""
    sense_three: float
    """The same, the mean of the three nearest passages."""
    sense_whole: float
    """The same, of the article as a whole."""


FEATURES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A candidate, its features, and the passage of it (by number) that is closest to the question."""

    article: int
    passage: int
    features: Features


class _Likeness(NamedTuple):
    """What a passage and the question have in common; `fits` are the best fits by the keyword's place."""

    passage: IndexedPassage
    fits: dict[int, float]
    cosine: float
    overlap: float


def compare(question: Question, candidate: Candidate, index: Index) -> Comparison:
    alike = [_likeness(question, passage) for passage in index.passages(candidate.article)]
    by_cosine = sorted((one for one in alike if one.passage.field != Field.TAGS), key=lambda one: -one.cosine)
    closest = by_cosine[0]
    fits = _best_fits(alike)
    near = sorted((likeness(question.sense, one.passage.sense) for one in by_cosine), reverse=True)[:3]
    return Comparison(
        candidate.article,
        closest.passage.number,
        Features(
            relevance=candidate.relevance,
            likelihood=_likelihood(question, alike, index.article_lengths[candidate.article]),
            coverage=sum(question.keywords[place].weight * fit for place, fit in fits.items()) / question.weight,
            closest=closest.cosine,
            closest_three=sum(one.cosine for one in by_cosine[:3]) / 3,
            title=max(one.cosine for one in alike if one.passage.field == Field.TITLE),
            tags=max((one.cosine for one in alike if one.passage.field == Field.TAGS), default=0.0),
            overlap=max(one.overlap for one in by_cosine),
            letters=_common_letters(question.triples, triples(index.text(closest.passage))),
            pairs=_share(question.pairs, chain.from_iterable(pairwise(one.passage.terms) for one in alike if one.fits)),
            order=_share(question.pairs, pairwise(closest.passage.terms)),
            passage_coverage=_passage_coverage(question, closest.passage, index),
            missing=len(question.content - fits.keys()) / max(1, len(question.content)),
            sense=near[0],
            sense_three=sum(near) / len(near),
            sense_whole=likeness(question.sense, index.sense(candidate.article)),
        ),
    )


def _likeness(question: Question, passage: IndexedPassage) -> _Likeness:
    distinct = set(passage.terms)
    fits: dict[int, float] = {}
    for term in question.by_term.keys() & distinct:
        for place, fit in question.by_term[term]:
            if fit > fits.get(place, 0.0):
                fits[place] = fit
    if not fits:
        return _Likeness(passage, fits, 0.0, 0.0)
    product = sum(fit * question.keywords[place].weight ** 2 for place, fit in fits.items())
    length = question.norm * passage.norm
    return _Likeness(
        passage,
        fits,
        cosine=min(1.0, product / length) if length else 0.0,
        overlap=2 * len(fits) / (len(question.keywords) + len(distinct)),
    )


def _best_fits(alike: Iterable[_Likeness]) -> dict[int, float]:
    fits: dict[int, float] = {}
    for one in alike:
        for place, fit in one.fits.items():
            fits[place] = max(fits.get(place, 0.0), fit)
    return fits


def _passage_coverage(question: Question, passage: IndexedPassage, index: Index) -> float:
    whole = found = 0.0
    for term in set(passage.terms):
        weight = index.weights[term]
        whole += weight
        if term in question.by_term:
            found += weight * max(fit for _, fit in question.by_term[term])
    return found / whole if whole else 0.0


def _likelihood(question: Question, alike: Iterable[_Likeness], length: float) -> float:
    """Mean log-likelihood of the question's words under the article's, smoothed (Ponte and Croft, 1998)."""
    frequencies: dict[int, float] = defaultdict(float)
    for one in alike:
        if one.fits:
            for term in one.passage.terms:
                if term in question.by_term:
                    frequencies[term] += FIELD_WEIGHTS[one.passage.field]
    best: dict[int, float] = {}
    for term, frequency in frequencies.items():
        for place, fit in question.by_term[term]:
            best[place] = max(best.get(place, 0.0), fit * frequency)
    total = sum(
        question.keywords[place].weight * log(1 + LIKELIHOOD_SCALE * frequency / length)
        for place, frequency in best.items()
    )
    return total / question.weight / LIKELIHOOD_RANGE


def _common_letters(one: Set[str], other: Set[str]) -> float:
    """Dice's coefficient."""
    return 2 * len(one & other) / (len(one) + len(other))


def _share(wanted: frozenset[tuple[int, int]], there: Iterable[tuple[int, int]]) -> float:
    return len(wanted.intersection(there)) / len(wanted) if wanted else 0.0
