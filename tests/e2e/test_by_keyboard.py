"""The dashboard without a pointer."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from local.demo import PASSWORD
from local.testing import RunningStack, wait_for
from tests.e2e.keyboard import Keyboard
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import new_visitor, start
from tests.e2e.team import Team

QUESTION = "Which grinder goes well with a moka pot?"


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture(scope="module")
def signed_in(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Page]:
    """Nothing that opens on it asks for what its policy refuses."""
    refused: list[str] = []
    with somebody(browser) as page:
        page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
        DashboardPage(page, stack, team.ana.email)
        yield page
    assert refused == []


def test_from_the_sign_in_to_the_end_of_a_conversation(
    browser: Browser, stack: RunningStack, http: httpx.Client, team: Team
) -> None:
    team.finish_everything()
    sari = new_visitor(http, stack, "Sari Dewi")
    conversation_id = start(sari, QUESTION)
    with somebody(browser) as page:
        keyboard = Keyboard(page)
        page.goto(stack.url("Site"))
        keyboard.is_at(page.get_by_label("Email"))
        keyboard.write(team.ana.email)
        keyboard.press("Tab")
        keyboard.is_at(page.get_by_label("Password", exact=True))
        keyboard.write(PASSWORD)
        keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Mine", level=1)).to_be_visible()

        keyboard.press("2")
        keyboard.reach(page.get_by_role("link", name=QUESTION))
        keyboard.press("Enter")
        expect(page.get_by_role("log")).to_be_visible()
        keyboard.press("a")
        composer = page.get_by_role("textbox", name="Your answer")
        keyboard.is_at(composer)

        keyboard.write("/h")
        options = page.get_by_role("listbox", name="Canned responses").get_by_role("option")
        expect(options.nth(0)).to_have_attribute("aria-selected", "true")
        keyboard.press("ArrowDown")
        expect(options.nth(1)).to_have_attribute("aria-selected", "true")
        # Of this one and /halo, the one that has been used more often comes first.
        if "/hello" in options.nth(0).inner_text():
            keyboard.press("ArrowUp")
        expect(page.get_by_role("option", selected=True)).to_contain_text("/hello")
        keyboard.press("Enter")
        expect(composer).to_have_value("Hi Sari, this is Ana from Kopi Pagi. How can I help?")
        keyboard.press("Enter")
        expect(composer).to_have_value("")
        wait_for(lambda: sari.log(conversation_id)[-1]["content"].startswith("Hi Sari"))

        keyboard.reach(page.get_by_role("button", name="Note", exact=True))
        keyboard.press("Enter")
        keyboard.is_at(page.get_by_role("textbox", name="Internal note"))
        keyboard.write("She asked the same in May.")
        keyboard.press("Enter")
        expect(page.get_by_role("log").get_by_text("She asked the same in May.")).to_be_visible()

        keyboard.press("Tab")
        keyboard.press("p")
        keyboard.reach(page.get_by_role("menuitemradio", name="Urgent"), "ArrowUp")
        keyboard.press("Enter")
        priority = page.get_by_role("button", name="Priority: Urgent")
        keyboard.is_at(priority)

        keyboard.press("e")
        wait_for(lambda: sari.get(f"/conversations/{conversation_id}").json()["status"] == "resolved")
        expect(page.get_by_text("Ana Putri resolved it").or_(page.get_by_text("You resolved it"))).to_be_visible()
        keyboard.is_at(priority)

        keyboard.reach(page.get_by_role("button", name="Close", exact=True), "Shift+Tab")
        keyboard.press("Enter")
        keyboard.is_at(page.get_by_role("heading", name="Sari Dewi", level=1))


@pytest.fixture(scope="module")
def conversation_id(stack: RunningStack, http: httpx.Client, team: Team) -> str:
    """In Ana's hands, while another one waits in the queue."""
    team.finish_everything()
    accepted = start(new_visitor(http, stack, "Wayan Sudarma"), QUESTION)
    team.ana.person.post(f"/conversations/{accepted}/accept")
    start(new_visitor(http, stack, "Hana Kim"), "Do you have gift cards?")
    return accepted


@pytest.fixture
def desk(signed_in: Page, stack: RunningStack, conversation_id: str) -> Page:
    """With the conversation on it."""
    signed_in.goto(f"{stack.url('Site')}/#/inbox/mine/{conversation_id}")
    expect(signed_in.get_by_role("log")).to_be_visible()
    return signed_in


@pytest.mark.parametrize(
    ("place", "begin"),
    [
        ("", "More actions"),
        ("/queue", "Assign Hana Kim"),
        ("/team", "Invite"),
        ("/canned-responses", "/refund Refund"),
    ],
)
@pytest.mark.parametrize("key", ["?", "Control+k"])
def test_escape_closes_what_a_shortcut_opened_and_the_focus_is_back_where_it_was(
    desk: Page, stack: RunningStack, place: str, begin: str, key: str
) -> None:
    if place:
        desk.goto(f"{stack.url('Site')}/#{place}")
    button = desk.get_by_role("button", name=begin)
    opens_and_closes(desk, button, key)


@pytest.mark.parametrize("key", ["t", "s"])
def test_escape_leaves_a_transfer_and_the_focus_is_back_in_the_list(desk: Page, key: str) -> None:
    opens_and_closes(desk, desk.get_by_role("link", name="Wayan Sudarma"), key)


@pytest.mark.parametrize(
    ("place", "begin"),
    [("/queue", "Assign Hana Kim"), ("/team", "Invite"), ("/canned-responses", "New response")],
)
def test_escape_closes_what_a_button_opened_and_the_focus_is_back_on_it(
    desk: Page, stack: RunningStack, place: str, begin: str
) -> None:
    desk.goto(f"{stack.url('Site')}/#{place}")
    opens_and_closes(desk, desk.get_by_role("button", name=begin), "Enter")


@pytest.mark.parametrize(
    ("place", "begin", "entry"),
    [
        ("", "More actions", "Transfer…"),
        ("", "More actions", "Convert to a ticket…"),
        ("/team", "Actions for Budi Santoso", "Edit"),
        ("/canned-responses", "Actions for /refund", "Delete"),
    ],
)
def test_escape_closes_what_a_menu_opened_and_the_focus_is_back_on_its_button(
    desk: Page, stack: RunningStack, place: str, begin: str, entry: str
) -> None:
    if place:
        desk.goto(f"{stack.url('Site')}/#{place}")
    keyboard = Keyboard(desk)
    button = desk.get_by_role("button", name=begin)
    button.focus()
    keyboard.press("Enter")
    keyboard.reach(desk.get_by_role("menuitem", name=entry), "ArrowDown")
    keyboard.press("Enter")
    expect(a_window(desk)).to_be_visible()
    keyboard.press("Escape")
    expect(a_window(desk)).to_have_count(0)
    keyboard.is_at(button)


@pytest.mark.parametrize(("key", "button"), [("p", "Priority: Normal"), ("f", "Filters")])
def test_what_hangs_from_a_button_leaves_the_focus_there(desk: Page, key: str, button: str) -> None:
    keyboard = Keyboard(desk)
    desk.get_by_role("log").focus()
    keyboard.press(key)
    expect(a_window(desk).or_(desk.get_by_role("menu"))).to_be_visible()
    keyboard.press("Escape")
    expect(a_window(desk).or_(desk.get_by_role("menu"))).to_have_count(0)
    keyboard.is_at(desk.get_by_role("button", name=button))


def opens_and_closes(page: Page, begin: Locator, key: str) -> None:
    keyboard = Keyboard(page)
    begin.focus()
    keyboard.press(key)
    expect(a_window(page)).to_be_visible()
    expect(a_window(page).locator(":focus")).to_have_count(1)
    keyboard.press("Escape")
    expect(a_window(page)).to_have_count(0)
    keyboard.is_at(begin)


def a_window(page: Page) -> Locator:
    return page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))
