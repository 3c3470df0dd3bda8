"""The articles worth a closer look: those that BM25 puts first."""

from dataclasses import dataclass
from heapq import nlargest

from frontdesk.domain.answering.index import IMPACT_STEPS, Index
from frontdesk.domain.answering.question import Keyword, Question

MOST_CANDIDATES = 20
# What bounds the time that a question takes: the common words of a long one are left to the closer look.
MOST_POSTINGS = 12_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """`relevance` in [0, 1] is the share of the question's weight that the article's terms account for."""

    article: int
    relevance: float


def find_candidates(question: Question, index: Index) -> list[Candidate]:
    """Best first."""
    relevance = [0.0] * len(index)
    left = MOST_POSTINGS
    for keyword in sorted(question.keywords, key=lambda keyword: -keyword.weight):
        if left <= 0:
            break
        left -= _add_relevance(relevance, keyword, keyword.weight / question.weight / IMPACT_STEPS, index)
    least = min(nlargest(MOST_CANDIDATES, relevance), default=0.0)
    found = [(-score, article) for article, score in enumerate(relevance) if score >= least and score > 0]
    return [Candidate(article, min(1.0, -negated)) for negated, article in sorted(found)[:MOST_CANDIDATES]]


def _add_relevance(relevance: list[float], keyword: Keyword, share: float, index: Index) -> int:
    """Add the keyword's share of each article that has it, in the meaning that fits best; says how many were read."""
    meanings = sorted(keyword.meanings.items(), key=lambda meaning: -meaning[1])
    is_added = bytearray(len(relevance))
    read = 0
    for term, fit in meanings:
        step = share * fit
        articles, impacts = index.postings(term)
        read += len(articles)
        if len(meanings) == 1:
            for article, impact in zip(articles, impacts, strict=True):
                relevance[article] += step * impact
            break
        for article, impact in zip(articles, impacts, strict=True):
            if not is_added[article]:
                is_added[article] = True
                relevance[article] += step * impact
    return read
