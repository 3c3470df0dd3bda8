"""Answers a question from a tenant's index."""

from dataclasses import dataclass

from frontdesk.domain.answering.candidates import find_candidates
from frontdesk.domain.answering.confidence import Calibration, calibrated, confidence, signals
from frontdesk.domain.answering.features import Features, compare
from frontdesk.domain.answering.gate import DEFAULT_THRESHOLD, Decision, decide
from frontdesk.domain.answering.human_request import asks_for_human
from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.model import Model, shipped_model
from frontdesk.domain.answering.question import Question, read_question
from frontdesk.domain.answering.ranking import Ranked, rank
from frontdesk.domain.answering.reference import held_to
from frontdesk.domain.answering.tuning import tuned

MOST_SOURCES = 10


@dataclass(frozen=True, slots=True)
class Source:
    """An article that may answer. `passage` is the place of the closest one in `Article.passages()`.

    `share` in [0, 1] is how the ranker splits its bet between the candidates; `features` is why.
    """

    article_id: str
    title: str
    passage: int
    share: float
    features: Features


@dataclass(frozen=True, slots=True)
class Answer:
    """`sources` best first, none where nothing fits; `confidence` is the chance that the first one answers.

    `raw_confidence` is before the tenant's calibration: what an Outcome is to be stored with.
    """

    sources: tuple[Source, ...]
    confidence: float
    raw_confidence: float
    human_requested: bool
    decision: Decision


class AnswerEngine:
    """One tenant's index and calibration, ready for questions."""

    def __init__(self, index: Index, calibration: Calibration | None = None, model: Model | None = None) -> None:
        self._index = index
        self._calibration = calibration or Calibration()
        self._model = tuned(model or shipped_model(), index.tuning)
        self._reference = held_to(self._model.reference, index.reference)

    def answer(self, text: str, threshold: float = DEFAULT_THRESHOLD) -> Answer:
        question = read_question(text, self._index)
        ranked = rank_articles(question, self._index, self._model)
        raw = confidence(signals(question, ranked, self._reference), self._model) if ranked else 0.0
        sure = calibrated(raw, self._calibration) if ranked else 0.0
        human_requested = asks_for_human(text)
        return Answer(
            sources=tuple(self._source(one) for one in ranked[:MOST_SOURCES]),
            confidence=sure,
            raw_confidence=raw,
            human_requested=human_requested,
            decision=decide(sure, human_requested=human_requested, threshold=threshold),
        )

    def _source(self, ranked: Ranked) -> Source:
        found = ranked.comparison
        return Source(
            article_id=self._index.article_id(found.article),
            title=self._index.title(found.article),
            passage=found.passage,
            share=ranked.share,
            features=found.features,
        )


def rank_articles(question: Question, index: Index, model: Model) -> list[Ranked]:
    """Best first; empty where the question has no word that weighs anything, or none that an article has."""
    if not question.weight:
        return []
    return rank([compare(question, candidate, index) for candidate in find_candidates(question, index)], model)
