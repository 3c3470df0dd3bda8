"""Workflows as admins write them, in the browser: mistakes, preview, versions."""

import json
import re
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from local.testing import RunningStack
from tests.e2e.axe import grave_findings
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import Json
from tests.e2e.team import Team

HELLO = {"type": "message", "text": "Hello {{visitor_name|there}}!", "next": "size"}
SIZE = {
    "type": "choice",
    "text": "Which size?",
    "attribute": "size",
    "choices": [
        {"value": "small", "label": "A small bag", "next": "email"},
        {"value": "large", "label": "A large one", "next": "email"},
    ],
}
EMAIL = {"type": "question", "kind": "email", "text": "Where may we write to?", "attribute": "email", "next": "end"}
STEPS: Json = {"hello": HELLO, "size": SIZE, "email": EMAIL, "end": {"type": "ticket", "category": "bags"}}
DEFINITION: Json = {"start": "hello", "steps": STEPS}
PHONE: ViewportSize = {"width": 390, "height": 844}
ASTRAY: Json = {"start": "hello", "steps": {**STEPS, "hello": {**HELLO, "next": "sise"}}}


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture(scope="module")
def desk(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Page]:
    with somebody(browser) as page:
        DashboardPage(page, stack, team.ana.email)
        yield page


class WorkflowsPage:
    def __init__(self, page: Page, stack: RunningStack, place: str = "") -> None:
        self.page = page
        page.goto(f"{stack.url('Site')}/#/workflows{place}")

    @property
    def text(self) -> Locator:
        return self.page.get_by_role("textbox", name="Definition")

    @property
    def mistakes(self) -> Locator:
        return self.page.get_by_role("region", name="Mistakes")

    @property
    def talk(self) -> Locator:
        return self.page.get_by_role("log", name="Conversation")

    def write(self, definition: Json) -> None:
        self.text.fill(json.dumps(definition, indent=2))

    def open(self, panel: str) -> None:
        self.page.get_by_role("tab", name=panel).click()

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def says(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()


def stored(team: Team, name: str) -> Json:
    made = next(one for one in team.ana.person.get("/workflows").json()["items"] if one["name"] == name)
    workflow: Json = team.ana.person.get(f"/workflows/{made['id']}").json()
    return workflow


def new_workflow(team: Team, name: str) -> Json:
    made: Json = team.ana.person.post("/workflows", {"name": name, "definition": DEFINITION}).json()
    return made


def test_a_workflow_is_written_mended_played_and_saved(desk: Page, stack: RunningStack, team: Team) -> None:
    name = f"Bags {uuid4().hex[:6]}"
    page = WorkflowsPage(desk, stack)
    page.press("New workflow")
    desk.get_by_role("textbox", name="Name").fill(name)
    page.write(ASTRAY)
    mistake = page.mistakes.get_by_role("button", name=re.compile("There is no step 'sise'"))
    expect(mistake).to_have_text(re.compile(r"hello · next: "))
    page.open("Steps")
    expect(desk.get_by_role("button", name=re.compile(r"^message\s*hello"))).to_contain_text("There is no step 'sise'")
    mistake.click()
    expect(page.text).to_be_focused()
    desk.keyboard.type('"size"')
    expect(page.mistakes).to_contain_text("No mistakes")

    page.open("Preview")
    expect(page.talk).to_contain_text("Hello there!")
    page.press("A large one")
    email = desk.get_by_role("textbox", name="Write an email address")
    email.fill("nowhere")
    email.press("Enter")
    expect(page.talk.get_by_text("nowhere", exact=True)).to_be_visible()
    page.press("Back")
    expect(page.talk.get_by_text("nowhere", exact=True)).to_have_count(0)
    email.fill("rina@example.com")
    email.press("Enter")
    expect(page.talk).to_contain_text("Makes a ticket, with the subject of the conversation, category bags")
    expect(desk.get_by_role("region", name="Attributes")).to_contain_text(re.compile("size.*large.*email.*rina@", re.S))

    desk.keyboard.press("Control+s")
    page.says(f"{name} is saved as version 1.")
    assert stored(team, name)["definition"] == DEFINITION


def test_what_is_not_saved_waits_and_a_colleague_is_not_overwritten(
    desk: Page, stack: RunningStack, team: Team
) -> None:
    made = new_workflow(team, f"Sizes {uuid4().hex[:6]}")
    page = WorkflowsPage(desk, stack, f"/{made['id']}")
    mine = {**DEFINITION, "steps": {**STEPS, "hello": {**HELLO, "text": "Mine."}}}
    page.write(mine)
    desk.get_by_role("navigation").get_by_role("link", name="Team").click()
    page.says("is not saved yet")
    WorkflowsPage(desk, stack)
    row = desk.get_by_role("link", name=re.compile(made["name"]))
    expect(row).to_contain_text("not saved")

    theirs = {**DEFINITION, "steps": {**STEPS, "hello": {**HELLO, "text": "Theirs."}}}
    team.ana.person.patch(f"/workflows/{made['id']}", {"definition": theirs})
    row.click()
    page.says("has saved version 2 while you were writing")
    expect(page.text).to_have_value(re.compile("Mine"))
    page.press("Save mine as version 3")
    page.says("is saved as version 3.")

    page.open("Versions")
    page.press("Version 2")
    expect(page.text).to_have_value(re.compile("Theirs"))
    page.press("Restore as version 4")
    page.says("is saved as version 4.")
    assert stored(team, made["name"])["definition"] == theirs


def test_one_that_a_widget_begins_with_is_not_deleted(desk: Page, stack: RunningStack, team: Team) -> None:
    page = WorkflowsPage(desk, stack)
    desk.get_by_role("link", name=re.compile("Coffee guide")).click()
    page.press("More")
    desk.get_by_role("menuitem", name="Delete").click()
    dialog = desk.get_by_role("alertdialog")
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog).to_contain_text("is used by Kopi Pagi Guide")
    dialog.get_by_role("button", name="Cancel").click()

    made = new_workflow(team, f"Gone {uuid4().hex[:6]}")
    WorkflowsPage(desk, stack, f"/{made['id']}")
    active = desk.get_by_role("switch", name="Active")
    active.click()
    expect(active).not_to_be_checked()
    page.press("More")
    desk.get_by_role("menuitem", name="Delete").click()
    dialog.get_by_role("button", name="Delete").click()
    page.says(f"{made['name']} is deleted.")
    assert team.ana.person.get(f"/workflows/{made['id']}").status_code == httpx.codes.NOT_FOUND


def test_agents_look_and_play_but_do_not_write(browser: Browser, stack: RunningStack, team: Team) -> None:
    with somebody(browser) as screen:
        DashboardPage(screen, stack, team.budi.email)
        page = WorkflowsPage(screen, stack)
        screen.get_by_role("link", name=re.compile("Coffee guide")).click()
        expect(page.text).not_to_be_editable()
        page.press("Find my coffee")
        expect(page.talk).to_contain_text("What do you like in a cup?")
        expect(screen.get_by_role("button", name="Save")).to_have_count(0)


def test_nothing_on_the_page_keeps_anybody_out(desk: Page, stack: RunningStack, team: Team) -> None:
    made = new_workflow(team, f"Open {uuid4().hex[:6]}")
    page = WorkflowsPage(desk, stack)
    expect(desk.get_by_role("link", name=re.compile("Coffee guide"))).to_be_visible()
    assert grave_findings(desk) == []
    page = WorkflowsPage(desk, stack, f"/{made['id']}")
    expect(page.talk).to_be_visible()
    page.write(ASTRAY)
    expect(page.mistakes).to_contain_text("1 mistake")
    for panel in ("Preview", "Steps", "Help", "Versions"):
        page.open(panel)
        assert grave_findings(desk) == [], panel
    desk.set_viewport_size(PHONE)
    page.open("Text")
    expect(page.text).to_be_visible()
    assert grave_findings(desk) == []
