"""Tickets as agents work them through, in the browser."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from local.demo import CLOSED_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import Json, client_id, new_visitor, start
from tests.e2e.team import Team

QUESTION = "The invoice of October has the wrong address on it"


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture(scope="module")
def desk(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Page]:
    with somebody(browser) as page:
        DashboardPage(page, stack, team.ana.email)
        yield page


class TicketsPage:
    def __init__(self, page: Page, stack: RunningStack, place: str = "/tickets") -> None:
        self.page = page
        page.goto(f"{stack.url('Site')}/#{place}")

    def row(self, number: int) -> Locator:
        return self.page.get_by_role("link", name=re.compile(f"^#{number} "))

    def narrow(self, name: str, value: str) -> None:
        """By a filter of the list."""
        self._pick(self.page.get_by_role("region", name="Tickets").get_by_role("combobox", name=name), value)

    def choose(self, name: str, value: str) -> None:
        """In the ticket that is open."""
        self._pick(self.open.get_by_role("combobox", name=name), value)

    @property
    def open(self) -> Locator:
        return self.page.get_by_role("region", name=re.compile(r"^Ticket \d"))

    def _pick(self, select: Locator, value: str) -> None:
        select.click()
        self.page.get_by_role("option", name=value, exact=True).click()
        expect(select).to_have_text(value)


def new_ticket(http: httpx.Client, stack: RunningStack, team: Team, name: str, content: str = QUESTION) -> Json:
    conversation_id = start(new_visitor(http, stack, name), content)
    made = team.budi.person.post(f"/conversations/{conversation_id}/convert-to-ticket", {})
    ticket: Json = made.json()["ticket"]
    return ticket


def stored(team: Team, number: int) -> Json:
    ticket: Json = team.ana.person.get(f"/tickets/{number}").json()
    return ticket


def test_a_ticket_is_worked_through(desk: Page, stack: RunningStack, http: httpx.Client, team: Team) -> None:
    number = new_ticket(http, stack, team, "Tomas Berg")["number"]
    tickets = TicketsPage(desk, stack)
    tickets.row(number).click()
    ticket = tickets.open
    expect(ticket.get_by_role("region", name="Description")).to_contain_text(QUESTION)
    expect(ticket.get_by_text("Tomas Berg").first).to_be_visible()

    ticket.get_by_role("button", name="Take it").click()
    expect(ticket.get_by_role("combobox", name="Assignee")).to_have_text("Ana Putri (you)")
    expect(ticket.get_by_role("button", name="Solve")).to_be_focused()
    tickets.choose("Priority", "High")
    category = ticket.get_by_role("combobox", name="Category")
    category.fill("invoices")
    category.press("Enter")
    wait_for(lambda: stored(team, number)["category"] == "invoices")
    expect(category).to_be_focused()
    subject = ticket.get_by_role("textbox", name="Subject")
    subject.fill("Wrong address on the invoice of October")
    subject.press("Enter")
    expect(tickets.row(number)).to_contain_text("Wrong address on the invoice of October")
    ticket.get_by_role("button", name="Solve").click()
    expect(ticket.get_by_role("button", name="Reopen")).to_be_visible()

    wait_for(lambda: stored(team, number)["status"] == "solved")
    kept = stored(team, number)
    assert (kept["subject"], kept["category"], kept["priority"]) == (
        "Wrong address on the invoice of October",
        "invoices",
        "high",
    )
    assert kept["assignee"]["name"] == "Ana Putri"

    tickets.narrow("Status", "Solved")
    expect(tickets.row(number)).to_be_visible()
    tickets.narrow("Status", "Open")
    expect(tickets.row(number)).to_have_count(0)


def test_a_colleague_who_was_quicker_is_not_overwritten(
    desk: Page, stack: RunningStack, http: httpx.Client, team: Team
) -> None:
    number = new_ticket(http, stack, team, "Hana Kim")["number"]
    tickets = TicketsPage(desk, stack, f"/tickets/{number}")
    expect(tickets.open.get_by_role("button", name="Take it")).to_be_visible()
    team.budi.person.patch(f"/tickets/{number}", {"assignee_id": team.budi.id})
    tickets.open.get_by_role("button", name="Take it").click()
    expect(desk.get_by_text("Somebody was quicker: Budi Santoso has it now.").first).to_be_visible()
    expect(tickets.open.get_by_role("combobox", name="Assignee")).to_have_text("Budi Santoso")

    team.budi.person.patch(f"/tickets/{number}", {"priority": "low"})
    tickets.choose("Status", "Pending")
    wait_for(lambda: stored(team, number)["status"] == "pending")
    assert stored(team, number)["priority"] == "low"


def test_lists_are_narrowed_to_whose_they_are_and_searched(
    desk: Page, stack: RunningStack, http: httpx.Client, team: Team
) -> None:
    nobodys, anas, budis = (new_ticket(http, stack, team, name)["number"] for name in ("Lestari", "Joko", "Nina Rossi"))
    team.ana.person.patch(f"/tickets/{anas}", {"assignee_id": team.ana.id})
    team.ana.person.patch(f"/tickets/{budis}", {"assignee_id": team.budi.id})
    tickets = TicketsPage(desk, stack)
    desk.reload()
    for whose, number, other in (("Me", anas, budis), ("Nobody", nobodys, anas), ("Budi Santoso", budis, nobodys)):
        tickets.narrow("Assignee", whose)
        expect(tickets.row(number)).to_be_visible()
        expect(tickets.row(other)).to_have_count(0)
    tickets.narrow("Assignee", "Anybody")
    team.budi.person.patch(f"/tickets/{anas}", {"subject": "Gooseneck kettle", "category": "warranty"})
    for words, number in ((f"#{nobodys}", nobodys), ("gooseneck", anas), ("warranty", anas)):
        desk.get_by_role("textbox", name="Search number, name or text").fill(words)
        expect(tickets.row(budis)).to_have_count(0)
        expect(tickets.row(number)).to_be_visible()


def test_what_is_left_while_nobody_is_there_appears_at_once(
    desk: Page, stack: RunningStack, http: httpx.Client, team: Team
) -> None:
    there = new_ticket(http, stack, team, "Lestari")["number"]
    tickets = TicketsPage(desk, stack)
    desk.reload()
    expect(desk.get_by_role("status", name="Live")).to_be_visible()
    expect(tickets.row(there)).to_be_visible()
    visitor = new_visitor(http, stack, "Rina", CLOSED_WIDGET_TOKEN)
    form = {"client_id": client_id(), "name": "Rina", "email": "rina@example.com", "message": "Please call me."}
    left = visitor.post("/offline-message", form).json()
    expect(tickets.row(left["ticket_number"])).to_be_visible()


def test_a_conversation_and_its_ticket_lead_to_each_other(
    desk: Page, stack: RunningStack, http: httpx.Client, team: Team
) -> None:
    number = new_ticket(http, stack, team, "Renée Müller", "My machine leaks hot water")["number"]
    tickets = TicketsPage(desk, stack, f"/tickets/{number}")
    tickets.open.get_by_role("link", name="Open conversation").click()
    expect(desk.get_by_role("log")).to_contain_text("My machine leaks hot water")
    conversation = desk.get_by_role("region", name="Conversation", exact=True)
    conversation.get_by_role("link", name=f"Ticket #{number}").click()
    expect(tickets.open.get_by_role("heading", name=f"Ticket #{number}")).to_be_visible()


def test_a_ticket_is_found_and_solved_by_keyboard(
    desk: Page, stack: RunningStack, http: httpx.Client, team: Team
) -> None:
    number = new_ticket(http, stack, team, "Sari Dewi")["number"]
    TicketsPage(desk, stack, "/inbox/mine")
    desk.keyboard.press("4")
    expect(desk.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
    desk.keyboard.press("Control+k")
    desk.keyboard.type(f"#{number}")
    expect(desk.get_by_role("option", name=re.compile(f"^#{number}"), selected=True)).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name=f"Ticket #{number}")).to_be_visible()
    expect(desk.get_by_role("dialog")).to_have_count(0)

    def is_taken() -> bool:
        """A key that comes before the page listens for it is lost."""
        desk.keyboard.press("m")
        return desk.get_by_role("button", name="Take it").count() == 0

    wait_for(is_taken)
    desk.keyboard.press("v")
    wait_for(lambda: stored(team, number)["status"] == "solved")
    assert stored(team, number)["assignee"]["id"] == team.ana.id


def test_a_number_that_no_ticket_has_is_said(desk: Page, stack: RunningStack) -> None:
    TicketsPage(desk, stack, "/tickets/999999999")
    expect(desk.get_by_text("There is no ticket #999999999")).to_be_visible()
    desk.get_by_role("button", name="Back to the list").click()
    expect(desk.get_by_role("heading", name="Tickets", level=1)).to_be_visible()
