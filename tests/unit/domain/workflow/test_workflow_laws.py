"""Laws of every workflow and whatever a visitor may answer."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.contract.workflow_faults import misfits
from frontdesk.domain.workflow.executor import SAID_LENGTH, run, turns
from frontdesk.domain.workflow.faults import faults_of
from frontdesk.domain.workflow.reading import workflow_of
from frontdesk.domain.workflow.steps import VALUE_LENGTH, Facts
from tests.unit.domain.workflow.definitions import ANSWERS, definitions

NAMES = st.none() | st.text(max_size=80)
law = settings(max_examples=50)
FACTS = st.builds(
    lambda name, colour: Facts(visitor_name=name, attributes={"colour": colour}), NAMES, st.text(max_size=200)
)


@law
@given(definitions(), ANSWERS, FACTS)
def test_a_workflow_without_faults_always_asks_or_ends(
    definition: dict[str, Any], answers: list[str], facts: Facts
) -> None:
    assert misfits(definition) == []
    workflow = workflow_of(definition)
    assert faults_of(workflow) == []
    for progress in turns(workflow, answers, facts):
        assert (progress.asked is None) == (progress.effect is not None)
        if progress.asked is not None:
            assert progress.messages[-1].form is not None
        assert all(line.text.strip() and len(line.text) <= SAID_LENGTH + 400 for line in progress.messages)
        assert all(line.form is None for line in progress.messages[:-1])
        assert all(0 < len(value) <= VALUE_LENGTH for value in progress.attributes.values())


@law
@given(definitions(), ANSWERS, ANSWERS, FACTS)
def test_what_was_said_does_not_change_when_more_is_answered(
    definition: dict[str, Any], answers: list[str], more: list[str], facts: Facts
) -> None:
    workflow = workflow_of(definition)
    earlier = list(turns(workflow, answers, facts))
    later = list(turns(workflow, [*answers, *more], facts))
    assert later[: len(earlier)] == earlier
    assert run(workflow, answers, facts) == earlier[-1]


@law
@given(definitions(), ANSWERS, FACTS)
def test_what_is_remembered_in_the_conversation_changes_nothing_of_the_way(
    definition: dict[str, Any], answers: list[str], facts: Facts
) -> None:
    workflow = workflow_of(definition)
    progress = run(workflow, answers, facts)
    kept = Facts(visitor_name=facts.visitor_name, attributes={**progress.attributes, **facts.attributes})
    assert run(workflow, answers, kept) == progress


@law
@given(definitions(), ANSWERS, ANSWERS)
def test_what_comes_after_the_end_is_counted_and_not_answered(
    definition: dict[str, Any], answers: list[str], more: list[str]
) -> None:
    workflow = workflow_of(definition)
    before = run(workflow, answers)
    after = run(workflow, [*answers, *more])
    if before.effect is not None and more:
        assert (after.effect, after.messages, after.attributes) == (before.effect, (), before.attributes)
        assert after.unheard == before.unheard + len(more)
