"""The articles worth a closer look: those that BM25 puts first."""

from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest

from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.index_builder import IMPACT_STEPS
from frontdesk.domain.answering.question import Keyword, Question

MOST_CANDIDATES = 20
# What bounds the time that a question takes: the common words of a long one are left to the closer look.
MOST_POSTINGS = 20_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """`relevance` in [0, 1] is the share of the question's weight that the article's terms account for."""

    article: int
    relevance: float


def find_candidates(question: Question, index: Index) -> list[Candidate]:
    """Best first."""
    relevance: dict[int, float] = defaultdict(float)
    left = MOST_POSTINGS
    for keyword in sorted(question.keywords, key=lambda keyword: -keyword.weight):
        impacts = _impacts(keyword, index)
        left -= len(impacts)
        if left < 0 and relevance:
            break
        share = keyword.weight / question.weight / IMPACT_STEPS
        for article, impact in impacts.items():
            relevance[article] += share * impact
    best = nlargest(MOST_CANDIDATES, relevance.items(), key=lambda found: (found[1], -found[0]))
    return [Candidate(article, min(1.0, score)) for article, score in best]


def _impacts(keyword: Keyword, index: Index) -> dict[int, float]:
    """Of each article that has the keyword in any of its meanings, the largest impact."""
    impacts: dict[int, float] = {}
    for term, fit in sorted(keyword.meanings.items(), key=lambda meaning: meaning[1]):
        articles, steps = index.postings(term)
        if not impacts:
            impacts = dict(zip(articles, steps if fit == 1.0 else [fit * step for step in steps], strict=True))
            continue
        for article, step in zip(articles, steps, strict=True):
            if impacts.get(article, 0.0) < fit * step:
                impacts[article] = fit * step
    return impacts
