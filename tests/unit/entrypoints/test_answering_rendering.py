"""An answer as an agent sees it who tries a question."""

import pytest

from frontdesk.contract import answering_rendering
from frontdesk.domain.answering.features import FEATURES
from frontdesk.domain.answering.gate import Decision
from frontdesk.use_cases.knowledge_ports import Found
from tests.fakes.knowledge import a_source


def test_every_figure_of_a_comparison_is_said_in_a_sentence() -> None:
    assert answering_rendering.SAID.keys() == set(FEATURES)


@pytest.mark.parametrize("decision", Decision)
def test_whether_the_bot_would_answer_is_said_outright(decision: Decision) -> None:
    rendered = answering_rendering.asked(Found(decision=decision, confidence=0.7), 0.65)
    assert rendered.would_answer is (decision in (Decision.ANSWER, Decision.ANSWER_AND_OFFER_HUMAN))


def test_figures_are_as_fine_as_anybody_reads_them() -> None:
    source = a_source(score=0.123456, reasons={"title": 0.98765})
    rendered = answering_rendering.asked(Found(decision=Decision.SUGGEST, confidence=1 / 3, sources=(source,)), 0.65)
    assert (rendered.confidence, rendered.sources[0].score) == (0.333, 0.123)
    assert [reason.value for reason in rendered.sources[0].reasons] == [0.988]
