"""Workflows of every kind, made at random: each of them can be followed to its end."""

from typing import Any

from hypothesis import strategies as st

from frontdesk.domain.workflow.reading import workflow_of
from frontdesk.domain.workflow.ways import stuck, unreached

VALUES = ["red", "green", "blue", "7", "12.5", "2026-03-01", "a@example.com"]
QUESTIONS: list[dict[str, Any]] = [
    {"kind": "text"},
    {"kind": "text", "min_length": 3, "max_length": 20},
    {"kind": "email"},
    {"kind": "number", "min": 1, "max": 100},
    {"kind": "number", "whole": True},
    {"kind": "date", "min": "2026-01-01"},
    {"kind": "date"},
]
ENDS: list[dict[str, Any]] = [
    {"type": "end"},
    {"type": "end", "resolve": False},
    {"type": "route", "to": "bot"},
    {"type": "route", "to": "department", "department_id": "sales"},
    {"type": "route", "to": "agent", "agent_id": "agent-1"},
    {"type": "ticket", "subject": "About {{colour}}", "priority": "urgent"},
    {"type": "ticket"},
]
LOOK = {"attribute": "colour"}


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """Steps lead on to later ones; questions may also lead back."""
    size = draw(st.integers(0, 8))
    names = [f"step-{number}" for number in range(size)]
    steps: dict[str, Any] = {}
    for number, name in enumerate(names):
        later = st.sampled_from([*names[number + 1 :], "last"])
        steps[name] = draw(_step(later, st.one_of(later, st.sampled_from(names))))
    steps["last"] = draw(st.sampled_from(ENDS))
    definition = {"start": next(iter(steps)), "steps": steps, "expects": ["colour"]}
    definition["locale"] = draw(st.sampled_from(["en", "id"]))
    return _tidied(definition)


def _step(later: st.SearchStrategy[str], anywhere: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    said = st.sampled_from(["Hello {{visitor_name|you}}", "A {{colour}} one?", "Well, {{ visitor_email }}"])
    error = st.sampled_from([{}, {"error": "Once more, please."}])
    messages = st.builds(lambda text, on: {"type": "message", "text": text, "next": on}, said, later)
    questions = st.builds(
        lambda kind, text, on, words: {"type": "question", **kind, "text": text, "next": on, **words},
        st.sampled_from(QUESTIONS),
        said,
        anywhere,
        error,
    )
    options = st.lists(st.tuples(st.sampled_from(VALUES), anywhere), min_size=1, max_size=5, unique_by=lambda o: o[0])
    choices = st.builds(
        lambda text, some, words: {"type": "choice", "text": text, "choices": [_option(*one) for one in some], **words},
        said,
        options,
        error,
    )
    cases = st.lists(st.one_of(_words(later), _bounds(later)), min_size=1, max_size=3)
    branches = st.builds(
        lambda some, on: {"type": "branch", **LOOK, "cases": some, "otherwise": on},
        cases,
        later,
    )
    return st.one_of(messages, questions, choices, branches, st.sampled_from(ENDS))


def _option(value: str, following: str) -> dict[str, str]:
    return {"value": value, "label": f"The {value} one", "next": following}


def _words(later: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    one = st.fixed_dictionaries(
        {"when": st.sampled_from(["equals", "contains"]), "value": st.sampled_from(VALUES), "next": later}
    )
    several = st.fixed_dictionaries(
        {"when": st.just("one_of"), "values": st.lists(st.sampled_from(VALUES), min_size=1, max_size=3), "next": later}
    )
    return st.one_of(one, several)


def _bounds(later: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"when": st.sampled_from(["greater", "less"]), "value": st.integers(-5, 50), "next": later}
    )


def _tidied(definition: dict[str, Any]) -> dict[str, Any]:
    """Ways that never end lead to the last step instead, and what is never reached is left out."""
    lost = set(stuck(workflow_of(definition)))
    for name in lost:
        _lead(definition["steps"][name], "last")
    unneeded = set(unreached(workflow_of(definition)))
    definition["steps"] = {name: step for name, step in definition["steps"].items() if name not in unneeded}
    return definition


def _lead(step: dict[str, Any], following: str) -> None:
    for place in (step, *step.get("choices", ()), *step.get("cases", ())):
        if "next" in place:
            place["next"] = following


ANSWERS = st.lists(
    st.one_of(
        st.sampled_from([*VALUES, "The red one", "1", "2", "the GREEN one ", "5", "1.234,5", "31/12/2026", "hello"]),
        st.text(max_size=30),
    ),
    max_size=12,
)
