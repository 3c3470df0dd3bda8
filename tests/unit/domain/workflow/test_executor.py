"""Following a workflow: what the visitor is told and asked, what is remembered, and what happens at the end."""

from typing import Any

from frontdesk.domain.message_parts import Choice, Form, FormKind
from frontdesk.domain.vocabulary import Priority
from frontdesk.domain.workflow.executor import Line, Progress, run
from frontdesk.domain.workflow.reading import workflow_of
from frontdesk.domain.workflow.steps import (
    CallPerson,
    CreateTicket,
    End,
    Facts,
    RouteToAgent,
    RouteToBot,
    RouteToDepartment,
)
from tests.fakes.workflows import CAFE

TOPICS = Form(
    kind=FormKind.CHOICE,
    choices=(
        Choice("order", "My order"),
        Choice("beans", "Which beans?"),
        Choice("complaint", "Something went wrong"),
    ),
)


def follow(*answers: str, **facts: Any) -> Progress:
    return run(workflow_of(CAFE), answers, Facts(**facts))


def texts(progress: Progress) -> list[str]:
    return [line.text for line in progress.messages]


def test_it_greets_by_name_and_asks_the_first_question() -> None:
    began = follow(visitor_name="Vera")
    assert began.messages == (Line("Hi Vera!"), Line("What is it about?", TOPICS))
    assert (began.asked, began.effect, began.attributes) == ("topic", None, {})
    assert texts(follow())[0] == "Hi there!"


def test_answers_are_remembered_and_decide_the_way() -> None:
    late = follow("my order", "#12.345")
    assert (late.attributes, texts(late)) == ({"topic": "order", "order_number": "12345"}, ["We look for 12345."])
    assert late.effect == End(resolve=False)
    early = follow("1", "1234")
    assert (texts(early), early.effect) == (["Order 1234 was long ago."], End(resolve=True))
    assert follow("beans").effect == RouteToBot()


def test_a_wrong_answer_is_asked_again_with_what_is_wanted() -> None:
    again = follow("coffee")
    assert again.messages == (Line("Please choose one of these.\n\nWhat is it about?", TOPICS),)
    assert again.asked == "topic"
    number = follow("order", "5")
    wanted = "Please write a whole number from 1000 to 99999."
    assert texts(number) == [f"{wanted}\n\nWhat is the order's number?"]
    assert follow("coffee", "order", "5", "5000").attributes["order_number"] == "5000"


def test_who_asks_for_a_person_instead_of_answering_gets_one() -> None:
    for asked in ("I want to talk to a person", "saya mau bicara dengan manusia"):
        called = follow("order", asked)
        assert (called.effect, called.messages, called.asked) == (CallPerson(), (), None)
        assert called.attributes == {"topic": "order"}
    assert follow("complaint", "I asked to talk to a person, and nobody came.").asked == "email"


def test_a_complaint_becomes_a_ticket_with_the_address_that_was_given() -> None:
    wrong = follow("complaint", "The bag was open.", "vera")
    assert texts(wrong) == ["That is no email address.\n\nWhere may we answer you?"]
    made = follow("complaint", "The bag was open.", "vera", "vera@example.com")
    assert made.effect == CreateTicket(
        subject="Complaint of vera@example.com", category="complaint", priority=Priority.HIGH
    )
    assert made.email == "vera@example.com"
    assert made.attributes == {"topic": "complaint", "email": "vera@example.com"}


def test_what_is_written_after_the_end_is_unheard() -> None:
    after = follow("order", "5000", "Hello?", "Anybody?")
    assert (after.messages, after.unheard, after.effect) == ((), 2, End(resolve=False))


def test_only_what_it_expects_is_taken_from_the_conversation() -> None:
    definition = {
        "start": "which",
        "expects": ["plan"],
        "steps": {
            "which": {
                "type": "branch",
                "attribute": "plan",
                "cases": [{"when": "equals", "value": "gold", "next": "gold"}],
                "otherwise": "others",
            },
            "gold": {"type": "route", "to": "department", "department_id": "vip"},
            "others": {"type": "route", "to": "agent", "agent_id": "ada"},
        },
    }
    workflow = workflow_of(definition)
    assert run(workflow, [], Facts(attributes={"plan": "Gold"})).effect == RouteToDepartment("vip")
    assert run(workflow, []).effect == RouteToAgent("ada")
    unexpected = workflow_of({**definition, "expects": []})
    assert run(unexpected, [], Facts(attributes={"plan": "Gold"})).effect == RouteToAgent("ada")


def test_a_value_with_braces_is_only_a_value() -> None:
    assert texts(follow(visitor_name="{{visitor_email}}"))[0] == "Hi {{visitor_email}}!"


def test_a_subject_stays_on_one_line_and_within_its_length() -> None:
    steps = {"t": {"type": "ticket", "subject": "For {{visitor_name}}:  {{visitor_email|nobody}}", "resolve": False}}
    workflow = workflow_of({"start": "t", "steps": steps})
    effect = run(workflow, [], Facts(visitor_name="Vera\nLind")).effect
    assert effect == CreateTicket(subject="For Vera Lind: nobody", resolve=False)
    long = run(workflow, [], Facts(visitor_name="x" * 500)).effect
    assert isinstance(long, CreateTicket)
    assert long.subject is not None
    assert len(long.subject) == 200
