"""An answer engine that is ready for its first question. Whoever imports this loads all of answering."""

from frontdesk.domain.answering.confidence import Calibration
from frontdesk.domain.answering.engine import AnswerEngine
from frontdesk.domain.answering.index import Index
from frontdesk.domain.knowledge_index import Correction

# Its misspelt word loads what only misspelt words need.
THROWN_AWAY = "Hello, how do I get a refnud?"


def index_of(packed: bytes) -> Index:
    """Raises UnreadableIndex."""
    return Index(packed)


def engine_of(index: Index, correction: Correction | None) -> AnswerEngine:
    """Raises UnreadableIndex."""
    engine = AnswerEngine(index, Calibration(correction.slope, correction.offset) if correction else None)
    engine.answer(THROWN_AWAY)
    return engine
