"""The articles worth a closer look: those that BM25 puts first, and where it knows few, those nearest in sense."""

from collections.abc import Set
from dataclasses import dataclass
from heapq import nlargest

from frontdesk.domain.answering.index import IMPACT_STEPS, Index
from frontdesk.domain.answering.question import Keyword, Question
from frontdesk.domain.answering.senses import likeness

MOST_CANDIDATES = 20
# What bounds the time that a question takes: the common words of a long one are left to the closer look.
MOST_POSTINGS = 12_000
# To compare a question with each article by sense takes some microseconds an article.
MOST_ARTICLES_BY_SENSE = 1000


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
    best = [Candidate(article, min(1.0, -negated)) for negated, article in sorted(found)[:MOST_CANDIDATES]]
    return best + _nearest_in_sense(question, index, {one.article for one in best})


def _nearest_in_sense(question: Question, index: Index, known: Set[int]) -> list[Candidate]:
    """To fill up the candidates: a question may share no word with the article that answers it, or no language."""
    wanted = MOST_CANDIDATES - len(known)
    if not wanted or len(index) > MOST_ARTICLES_BY_SENSE:
        return []
    others = (article for article in range(len(index)) if article not in known)
    near = [(likeness(question.sense, index.sense(article)), article) for article in others]
    return [Candidate(article, 0.0) for how_near, article in nlargest(wanted, near) if how_near > 0]


def _add_relevance(relevance: list[float], keyword: Keyword, share: float, index: Index) -> int:
    """Add the keyword's share of each article that has it, in the meaning that fits best; says how many were read."""
    meanings = sorted(keyword.meanings.items(), key=lambda meaning: (-meaning[1], meaning[0]))
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
