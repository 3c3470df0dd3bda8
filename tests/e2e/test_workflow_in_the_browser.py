"""A visitor follows a workflow in a real browser: to a department, and to a ticket."""

import re
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, expect

from local.demo import WORKFLOW_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.pages import WidgetPage, somebody
from tests.e2e.people import Json, Person, signed_in_agent


@pytest.fixture
def visitor(browser: Browser, stack: RunningStack) -> Iterator[WidgetPage]:
    with somebody(browser) as page:
        yield WidgetPage(page, stack, WORKFLOW_WIDGET_TOKEN)


@pytest.fixture(scope="module")
def ana(http: httpx.Client, stack: RunningStack) -> Person:
    return signed_in_agent(http, stack, "ana@demo.example")


def choose(visitor: WidgetPage, choice: str) -> None:
    visitor.page.get_by_role("button", name=choice).click()


def enter(visitor: WidgetPage, field: str, text: str) -> None:
    box = visitor.page.get_by_role("textbox", name=field)
    box.fill(text)
    box.press("Enter")


def says(visitor: WidgetPage, text: str) -> None:
    expect(visitor.log).to_contain_text(text)


def begun_with(ana: Person, words: str) -> Json:
    """The conversation in which somebody wrote this, once the stream has made it known to the search."""
    (found,) = wait_for(lambda: ana.get("/conversations", q=words).json()["items"])
    conversation: Json = found
    return conversation


def test_answers_lead_to_the_department_that_can_help(visitor: WidgetPage, ana: Person) -> None:
    hello = f"Hello {uuid4().hex[:8]}"
    visitor.write(hello)
    choose(visitor, "Help with an order")
    enter(visitor, "number", "12")
    says(visitor, "Our order numbers have five digits")
    enter(visitor, "number", "#10234")
    says(visitor, "And what about order 10234?")
    choose(visitor, "It has not arrived")
    says(visitor, "I pass you on to those who pack and send")
    says(visitor, "A person has been asked to take over")
    conversation = begun_with(ana, hello)
    support = next(one for one in ana.get("/departments").json()["items"] if one["name"] == "Support")
    assert (conversation["status"], conversation["department_id"]) == ("pending", support["id"])
    assert conversation["attributes"] == {"topic": "order", "order_number": "10234", "wish": "late"}


def test_a_complaint_ends_with_the_number_of_a_ticket(visitor: WidgetPage, ana: Person) -> None:
    hello = f"Hello {uuid4().hex[:8]}"
    visitor.write(hello)
    choose(visitor, "Something went wrong")
    says(visitor, "What happened?")
    visitor.write("The bag was open, and empty.")
    says(visitor, "Where may we answer you?")
    enter(visitor, "email", "sari@example.com")
    told = visitor.log.get_by_text(re.compile(r"#\d+"))
    expect(told).to_have_count(1)
    ticket = ana.get(f"/tickets/{begun_with(ana, hello)['ticket_number']}").json()
    assert f"#{ticket['number']}" in told.inner_text()
    assert (ticket["category"], ticket["requester_email"]) == ("complaint", "sari@example.com")


def test_who_is_asked_for_a_number_may_ask_for_a_person(visitor: WidgetPage) -> None:
    visitor.write("Hello")
    choose(visitor, "Help with an order")
    enter(visitor, "number", "I would rather talk to a person")
    says(visitor, "A person has been asked to take over")
