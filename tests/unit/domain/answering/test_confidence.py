"""A tenant's own outcomes correct the confidence, and the gate acts on it."""

from math import isclose
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domain.answering.confidence import (
    LEAST_OUTCOMES,
    Calibration,
    Outcome,
    calibrated,
    cautious,
    recalibrate,
)
from frontdesk.domain.answering.gate import Decision, decide

CHANCES = st.floats(0, 1)
OUTCOMES = st.lists(st.builds(Outcome, CHANCES, st.booleans()), min_size=LEAST_OUTCOMES, max_size=60)


def outcomes_of(count: int, truth: Calibration) -> list[Outcome]:
    """Answers whose true chance is what `truth` makes of their confidence."""
    random = Random(7)
    confidences = [random.random() for _ in range(count)]
    return [Outcome(one, random.random() < calibrated(one, truth)) for one in confidences]


def test_fewer_than_fifty_outcomes_correct_nothing() -> None:
    assert recalibrate([Outcome(0.9, False)] * (LEAST_OUTCOMES - 1)) == Calibration()


def test_a_calibration_as_made_changes_no_confidence() -> None:
    assert isclose(calibrated(0.73, Calibration()), 0.73)


def test_overconfidence_is_corrected_downwards() -> None:
    fitted = recalibrate([Outcome(0.9, answered) for answered in [True, False] * 50])
    assert calibrated(0.9, fitted) == pytest.approx(0.5, abs=0.1)


def test_many_outcomes_find_the_true_calibration() -> None:
    truth = Calibration(slope=0.6, offset=-0.8)
    fitted = recalibrate(outcomes_of(4000, truth))
    assert [calibrated(one, fitted) for one in (0.2, 0.5, 0.8)] == pytest.approx(
        [calibrated(one, truth) for one in (0.2, 0.5, 0.8)], abs=0.05
    )


@settings(max_examples=40)
@given(OUTCOMES, CHANCES, CHANCES)
def test_a_calibration_keeps_the_order_of_confidences_and_stays_between_0_and_1(outcomes, one, other) -> None:
    fitted = recalibrate(outcomes)
    less, more = sorted((one, other))
    assert 0.0 <= calibrated(less, fitted) <= calibrated(more, fitted) <= 1.0


@settings(max_examples=20)
@given(OUTCOMES, st.randoms())
def test_the_order_of_outcomes_does_not_matter(outcomes: list[Outcome], random: Random) -> None:
    shuffled = random.sample(outcomes, len(outcomes))
    assert calibrated(0.6, recalibrate(shuffled)) == pytest.approx(calibrated(0.6, recalibrate(outcomes)), abs=1e-6)


def test_caution_asks_for_more_than_the_threshold_before_the_bot_answers() -> None:
    assert [cautious(one) for one in (0.0, 0.3, 0.8225, 0.9, 1.0)] == pytest.approx([0.0, 0.3, 0.65, 0.9, 1.0])


@given(CHANCES, CHANCES)
def test_caution_keeps_the_order_of_chances_and_raises_none(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert cautious(less) <= cautious(more) <= more + 1e-9


@pytest.mark.parametrize(
    ("confidence", "decision"),
    [
        (1.0, Decision.ANSWER),
        (0.8, Decision.ANSWER),
        (0.79, Decision.ANSWER_AND_OFFER_HUMAN),
        (0.65, Decision.ANSWER_AND_OFFER_HUMAN),
        (0.64, Decision.SUGGEST),
        (0.35, Decision.SUGGEST),
        (0.34, Decision.ESCALATE),
        (0.0, Decision.ESCALATE),
    ],
)
def test_the_gate_acts_on_the_confidence(confidence: float, decision: Decision) -> None:
    assert decide(confidence, human_requested=False) is decision


@given(CHANCES, CHANCES)
def test_a_request_for_a_human_escalates_at_any_confidence_and_threshold(confidence: float, threshold: float) -> None:
    assert decide(confidence, human_requested=True, threshold=threshold) is Decision.ESCALATE
