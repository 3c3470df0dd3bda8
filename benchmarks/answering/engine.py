"""Frontdesk's engine as the protocol of the benchmark asks for it: `engine.py:make_answerer`."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[2] / "layers" / "frontdesk")]

from benchmarks.answering.data import read_articles  # noqa: E402
from frontdesk.domain.answering.engine import AnswerEngine  # noqa: E402
from frontdesk.domain.answering.gate import Decision  # noqa: E402
from frontdesk.domain.answering.index import Index  # noqa: E402
from frontdesk.domain.answering.index_builder import build_index  # noqa: E402
from frontdesk.domain.answering.model import Model  # noqa: E402

Answerer = Callable[[str], dict[str, Any]]


def make_answerer(knowledge_base: str, model: Model | None = None) -> Answerer:
    engine = AnswerEngine(Index(build_index(read_articles(Path(knowledge_base)), model)), model=model)

    def answer(question: str) -> dict[str, Any]:
        found = engine.answer(question)
        ranking = [source.article_id for source in found.sources]
        return {
            "article_id": ranking[0] if ranking else None,
            "confidence": found.confidence,
            "escalate": found.decision in {Decision.SUGGEST, Decision.ESCALATE},
            "human_requested": found.human_requested,
            "ranking": ranking,
        }

    return answer
