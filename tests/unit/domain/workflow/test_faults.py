"""What a workflow must not be: each mistake is found, and told where it is."""

from copy import deepcopy
from typing import Any

import pytest

from frontdesk.contract.workflow_faults import misfits
from frontdesk.domain.workflow.faults import faults_of
from frontdesk.domain.workflow.reading import workflow_of
from tests.fakes.workflows import CAFE

END = {"type": "end"}


def asks(following: str, **more: Any) -> dict[str, Any]:
    return {"type": "question", "kind": "text", "text": "Well?", "next": following, **more}


def says(following: str, text: str = "Hello") -> dict[str, Any]:
    return {"type": "message", "text": text, "next": following}


def offers(*options: tuple[str, str], to: str = "end") -> dict[str, Any]:
    choices = [{"value": value, "label": label, "next": to} for value, label in options]
    return {"type": "choice", "text": "Which?", "choices": choices}


def looks(attribute: str, following: str, otherwise: str = "end") -> dict[str, Any]:
    case = {"when": "equals", "value": "gold", "next": following}
    return {"type": "branch", "attribute": attribute, "cases": [case], "otherwise": otherwise}


def faults(definition: dict[str, Any]) -> list[tuple[str, str]]:
    assert misfits(definition) == []
    return [(fault.place, fault.message) for fault in faults_of(workflow_of(definition))]


def beginning(first: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"start": "first", "steps": {"first": first, **more.pop("steps", {}), "end": END}, **more}


def test_a_workflow_that_makes_sense_has_none() -> None:
    assert faults(CAFE) == []
    assert faults(beginning(asks("end"))) == []


@pytest.mark.parametrize(
    ("definition", "place", "message"),
    [
        ({"start": "x", "steps": {"end": END}}, "/start", "There is no step 'x'."),
        (beginning(asks("x")), "/steps/first/next", "There is no step 'x'."),
        (beginning(offers(("a", "A"), to="x")), "/steps/first/choices/0/next", "There is no step 'x'."),
        (beginning(looks("plan", "x"), expects=["plan"]), "/steps/first/cases/0/next", "There is no step 'x'."),
        (beginning(looks("plan", "end", "x"), expects=["plan"]), "/steps/first/otherwise", "There is no step 'x'."),
        (beginning(asks("end"), steps={"alone": END}), "/steps/alone", "No step leads here."),
        (
            beginning(says("second"), steps={"second": looks("plan", "first")}, expects=["plan"]),
            "/steps/first",
            "This goes round without asking anything: first → second → first.",
        ),
        (
            beginning(looks("visitor_email", "end")),
            "/steps/first/attribute",
            "'visitor_email' may come to be known on the way.",
        ),
        (
            beginning(looks("plan", "end")),
            "/steps/first/attribute",
            "Nothing asks for 'plan'. If the conversation brings it with it, add it to expects.",
        ),
        (
            beginning(asks("end", attribute="plan"), expects=["plan"]),
            "/expects/0",
            "'plan' is asked for by /steps/first; it cannot come before.",
        ),
        (
            beginning(asks("end"), expects=["visitor_name"]),
            "/expects/0",
            "'visitor_name' is known without being expected.",
        ),
        (
            beginning(asks("end", attribute="visitor_email")),
            "/steps/first/attribute",
            "'visitor_email' is taken. Choose another name.",
        ),
        (
            beginning(says("end", "Hi {{name}}!")),
            "/steps/first/text",
            "Nothing asks for 'name'. If the conversation brings it with it, add it to expects.",
        ),
        (
            beginning({"type": "ticket", "subject": "Of {{name}}"}, steps={}),
            "/steps/first/subject",
            "Nothing asks for 'name'. If the conversation brings it with it, add it to expects.",
        ),
        (
            beginning(says("end", "Hi {{visitor_name!")),
            "/steps/first/text",
            "A variable is written {{name}}, or {{name|what to say without one}}.",
        ),
        (
            beginning(says("end", " {{visitor_name}} ")),
            "/steps/first/text",
            "Write something beside the variables: they may have no value.",
        ),
        (
            beginning(offers(("a", "Yes"), ("b", "YES"))),
            "/steps/first/choices/1/label",
            "'YES' is another label too.",
        ),
        (
            beginning(offers(("a", "Yes"), ("b", "A"))),
            "/steps/first/choices/1/label",
            "'A' is the value of another choice too.",
        ),
        (
            beginning(offers(("a", "Yes"), ("A", "No"))),
            "/steps/first/choices/1/value",
            "'A' stands for another choice already.",
        ),
        (beginning(asks("end", kind="number", min=5, max=4)), "/steps/first/max", "This is less than min."),
        (
            beginning(asks("end", kind="date", min="2026-01-02", max="2026-01-01")),
            "/steps/first/max",
            "This is less than min.",
        ),
        (
            beginning(asks("end", min_length=5, max_length=4)),
            "/steps/first/min_length",
            "An answer here has up to 4 characters.",
        ),
        (
            beginning(asks("end", attribute="story", max_length=201)),
            "/steps/first/max_length",
            "An attribute holds up to 200 characters. Ask for no more, or remember it in no attribute.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(definition: dict[str, Any], place: str, message: str) -> None:
    assert (place, message) in faults(definition)


def test_a_round_with_a_question_is_none_that_is_endless_and_one_without_a_way_out_is() -> None:
    menu = offers(("again", "Again"), ("stop", "Stop"))
    menu["choices"][0]["next"] = "first"
    assert faults(beginning(menu)) == []
    trap = {"start": "first", "steps": {"first": asks("second"), "second": asks("first")}}
    assert faults(trap) == [
        (f"/steps/{name}", "No way leads from here to an end, a route or a ticket.") for name in ("first", "second")
    ]


def test_more_attributes_than_a_conversation_holds_are_too_many() -> None:
    steps = {f"q{n}": asks(f"q{n + 1}", attribute=f"a{n}") for n in range(51)}
    found = faults({"start": "q0", "steps": {**steps, "q51": END}})
    assert found == [("/steps", "A workflow remembers up to 50 attributes; this one has 51.")]


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"steps": {}}, "/steps", "At least 1 must stand here."),
        ({"steps": 7}, "/steps", "This is no object with fields."),
        ({"start": None}, "/start", "This is no text."),
        ({"name": "Café"}, "/name", "There is no such field here."),
        ({"locale": "fr"}, "/locale", "Input should be 'en' or 'id'."),
        ({"expects": ["Plan"]}, "/expects/0", None),
        ({"steps": {"a b": END}}, "/steps/a b", None),
        ({"steps": {"a/b": END}}, "/steps/a~1b", None),
        ({"steps": {"x": {}}}, "/steps/x/type", "This is missing."),
        ({"steps": {"x": 5}}, "/steps/x", "This is no object with fields."),
        (
            {"steps": {"x": {"type": "end!"}}},
            "/steps/x/type",
            "There is no 'end!' here. It may be: message, choice, question, branch, route, ticket, end.",
        ),
        ({"steps": {"x": {"type": "question"}}}, "/steps/x/kind", "This is missing."),
        (
            {"steps": {"x": asks("end", kind="phone")}},
            "/steps/x/kind",
            "There is no 'phone' here. It may be: text, email, number, date.",
        ),
        ({"steps": {"x": asks("end", max=3)}}, "/steps/x/max", "There is no such field here."),
        ({"steps": {"x": asks("end", text=" ")}}, "/steps/x/text", "Write something here."),
        ({"steps": {"x": asks("end", text=7)}}, "/steps/x/text", "This is no text."),
        ({"steps": {"x": asks("end", text="x" * 1001)}}, "/steps/x/text", "Up to 1000 characters may stand here."),
        ({"steps": {"x": asks("end", kind="number", min="1")}}, "/steps/x/min", "This is no number."),
        ({"steps": {"x": asks("end", kind="number", min=float("nan"))}}, "/steps/x/min", None),
        ({"steps": {"x": asks("end", kind="date", min="2026-13-01")}}, "/steps/x/min", "Month must be in 1..12."),
        ({"steps": {"x": asks("end", kind="date", min="tomorrow")}}, "/steps/x/min", "Write a date as 2026-12-31."),
        ({"steps": {"x": {"type": "message", "text": "Hi"}}}, "/steps/x/next", "This is missing."),
        ({"steps": {"x": offers()}}, "/steps/x/choices", "At least 1 must stand here."),
        ({"steps": {"x": offers(("a", ""))}}, "/steps/x/choices/0/label", None),
        (
            {"steps": {"x": {name: part for name, part in looks("a", "b").items() if name != "otherwise"}}},
            "/steps/x/otherwise",
            "This is missing.",
        ),
        (
            {"steps": {"x": {**looks("a", "b"), "cases": [{"when": "greater", "value": "b", "next": "c"}]}}},
            "/steps/x/cases/0/value",
            "This is no number.",
        ),
        (
            {"steps": {"x": {**looks("a", "b"), "cases": [{"when": "like", "value": "b", "next": "c"}]}}},
            "/steps/x/cases/0/when",
            "There is no 'like' here. It may be: equals, contains, one_of, greater, less.",
        ),
        ({"steps": {"x": {"type": "route", "to": "department"}}}, "/steps/x/department_id", "This is missing."),
        ({"steps": {"x": {"type": "route", "to": "bot", "agent_id": "a"}}}, "/steps/x/agent_id", None),
        ({"steps": {"x": {"type": "ticket", "priority": "medium"}}}, "/steps/x/priority", None),
        ({"steps": {f"s{n}": END for n in range(101)}}, "/steps", "Up to 100 may stand here."),
    ],
)
def test_what_is_not_well_formed_is_told_with_its_place(
    change: dict[str, Any], place: str, message: str | None
) -> None:
    found = {fault.place: fault.message for fault in misfits({**deepcopy(CAFE), **change})}
    assert place in found, found
    assert message in (None, found[place])
