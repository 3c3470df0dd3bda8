"""axe on every screen, in light and dark: nothing serious, nothing critical."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from local.testing import RunningStack
from tests.e2e.axe import grave_findings
from tests.e2e.pages import DESKTOP, DashboardPage, WidgetPage, somebody
from tests.e2e.people import WIDGET, client_id, new_visitor, start
from tests.e2e.team import Team

QUESTION = "My machine is leaking hot water, what do I do?"
PHONE: ViewportSize = {"width": 390, "height": 844}
Open = Callable[[Page], None]


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture(scope="module")
def conversation_id(http: httpx.Client, stack: RunningStack, team: Team) -> str:
    """In Ana's hands, with everything that a conversation can have; others wait in the queue."""
    team.finish_everything()
    tomas = new_visitor(http, stack, "Tomas Berg")
    held = start(tomas, QUESTION, priority="urgent", required_skills=["machines"])
    here, ana, budi = f"/conversations/{held}", team.ana.person, team.budi.person
    # Who is not there would lose what they take.
    for agent in (team.ana, team.budi):
        agent.choose("online")
    budi.post(f"{here}/accept")
    budi.post(f"{here}/notes", {"client_id": client_id(), "content": "The third one this week."})
    budi.post(f"{here}/transfer", {"agent_id": team.ana.id, "reason": "You know these machines."})
    ana.patch(here, {"tags": ["leak", "repair"]})
    ana.say(held, "Switch it off, please. Which one is it?")
    tomas.say(held, "The small red one: https://kopi-pagi.example/red")
    for name, priority in (("Hana Kim", "normal"), ("Nina Rossi", "low"), ("Lestari", "high")):
        start(new_visitor(http, stack, name), "Do you have gift cards?", priority=priority, required_skills=["beans"])
    broken = start(new_visitor(http, stack, "Sari Dewi"), "This grinder arrived broken.")
    subject = {"subject": "A grinder that arrived broken", "category": "repairs"}
    assert budi.post(f"/conversations/{broken}/convert-to-ticket", subject).is_success
    resolved = start(new_visitor(http, stack, "Joko"))
    ana.post(f"/conversations/{resolved}/accept")
    ana.post(f"/conversations/{resolved}/resolve")
    return held


@pytest.fixture(scope="module")
def desk(browser: Browser, stack: RunningStack, team: Team, conversation_id: str) -> Iterator[Page]:
    with somebody(browser) as page:
        DashboardPage(page, stack, team.ana.email)
        page.get_by_role("button", name="Not now").click()
        yield page


@pytest.fixture
def go(desk: Page, stack: RunningStack) -> Iterator[Callable[[str], Page]]:
    """To a place of the dashboard. What it has opened there is closed afterwards."""

    def to(place: str) -> Page:
        desk.set_viewport_size(DESKTOP)
        desk.goto(f"{stack.url('Site')}/#{place}")
        return desk

    yield to
    for _ in range(2):
        desk.keyboard.press("Escape")
    # What still covers the page takes the keys of the next test.
    for kind in ("dialog", "alertdialog", "menu"):
        expect(desk.get_by_role(kind)).to_have_count(0)  # type: ignore[arg-type]


def test_the_sign_in(browser: Browser, stack: RunningStack) -> None:
    with somebody(browser) as page:
        page.goto(stack.url("Site"))
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert grave_findings(page) == []


@pytest.mark.parametrize("width", [1366, 1180])
def test_in_a_low_window_nothing_in_the_navigation_covers_anything(go: Callable[[str], Page], width: int) -> None:
    page = go("/settings")
    page.set_viewport_size({"width": width, "height": 560})
    navigation = page.get_by_role("navigation", name="Main")
    expect(navigation.get_by_role("link", name="Settings")).to_have_attribute("aria-current", "page")
    for place in navigation.get_by_role("link").all():
        place.click(trial=True)
    navigation.get_by_role("button", name="Account of Ana Putri").click(trial=True)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("/inbox/mine", "Pull up a chair"),
        ("/inbox/all", "Nina Rossi"),
        ("/queue", "Lestari"),
        ("/overview", "Waiting for a person"),
        ("/tickets", "A grinder that arrived broken"),
        ("/team", "Citra Lestari"),
        ("/canned-responses", "/refund"),
        ("/settings", "Next in the list"),
    ],
)
def test_a_page(go: Callable[[str], Page], place: str, shown: str) -> None:
    page = go(place)
    expect(page.get_by_role("main").get_by_text(shown).first).to_be_visible()
    assert grave_findings(page) == []


def test_a_ticket(go: Callable[[str], Page]) -> None:
    page = go("/tickets")
    page.get_by_role("link", name="A grinder that arrived broken").first.click()
    expect(page.get_by_role("region", name="Description")).to_contain_text("This grinder arrived broken.")
    assert grave_findings(page) == []
    page.set_viewport_size(PHONE)
    assert grave_findings(page) == []


def test_a_conversation(go: Callable[[str], Page], conversation_id: str) -> None:
    page = go(f"/inbox/mine/{conversation_id}")
    expect(page.get_by_role("log").get_by_text("The third one this week.")).to_be_visible()
    assert grave_findings(page) == []


def test_a_conversation_while_a_canned_response_is_looked_for(go: Callable[[str], Page], conversation_id: str) -> None:
    page = go(f"/inbox/mine/{conversation_id}")
    composer = page.get_by_role("textbox", name="Your answer")
    composer.fill("/")
    expect(page.get_by_role("listbox", name="Canned responses")).to_be_visible()
    assert grave_findings(page) == []
    composer.fill("")


def test_a_conversation_while_a_note_is_written(go: Callable[[str], Page], conversation_id: str) -> None:
    page = go(f"/inbox/mine/{conversation_id}")
    page.get_by_role("button", name="Note", exact=True).click()
    page.get_by_role("textbox", name="Internal note").fill("For us alone")
    assert grave_findings(page) == []
    page.get_by_role("textbox", name="Internal note").fill("")
    page.get_by_role("button", name="Reply", exact=True).click()


def test_a_conversation_on_a_phone(go: Callable[[str], Page], conversation_id: str) -> None:
    page = go(f"/inbox/mine/{conversation_id}")
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Show the details").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    assert grave_findings(page) == []


def test_the_question_whether_to_notify(go: Callable[[str], Page]) -> None:
    page = go("/inbox/mine")
    page.evaluate("localStorage.removeItem('frontdesk.alerts')")
    page.reload()
    expect(page.get_by_role("button", name="Not now")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Not now").click()


def press(key: str) -> Open:
    def open_by_key(page: Page) -> None:
        page.get_by_role("log").focus()
        page.keyboard.press(key)

    return open_by_key


def click(*names: str) -> Open:
    """One button after the other; the last may be an entry of the menu that those before it opened."""

    def open_by_clicks(page: Page) -> None:
        for name in names:
            page.get_by_role("button", name=name).or_(page.get_by_role("menuitem", name=name)).first.click()

    return open_by_clicks


@pytest.mark.parametrize(
    ("open_it", "kind"),
    [
        pytest.param(press("t"), "dialog", id="transfer"),
        pytest.param(press("s"), "dialog", id="assign"),
        pytest.param(press("?"), "dialog", id="shortcut sheet"),
        pytest.param(press("Control+k"), "dialog", id="palette"),
        pytest.param(press("p"), "menu", id="priority"),
        pytest.param(press("f"), "dialog", id="filters"),
        pytest.param(click("More actions"), "menu", id="more actions"),
        pytest.param(click("More actions", "Convert to a ticket…"), "dialog", id="ticket"),
        pytest.param(click("Account of Ana Putri"), "menu", id="account"),
        pytest.param(click("Notifications"), "dialog", id="notifications"),
    ],
)
def test_what_opens_over_a_conversation(
    go: Callable[[str], Page], conversation_id: str, open_it: Open, kind: str
) -> None:
    page = go(f"/inbox/mine/{conversation_id}")
    expect(page.get_by_role("log")).to_be_visible()
    open_it(page)
    expect(page.get_by_role(kind)).to_be_visible()  # type: ignore[arg-type]
    assert grave_findings(page) == []


@pytest.mark.parametrize(
    ("place", "open_it"),
    [
        pytest.param("/team", click("Invite"), id="invite"),
        pytest.param("/team", click("Actions for Budi Santoso", "Edit"), id="edit an agent"),
        pytest.param("/team", click("Actions for Budi Santoso", "Remove"), id="remove an agent"),
        pytest.param("/queue", click("Assign Hana Kim"), id="assign from the queue"),
        pytest.param("/canned-responses", click("/refund Refund"), id="edit a canned response"),
        pytest.param("/canned-responses", click("New response"), id="new canned response"),
    ],
)
def test_a_dialog_of_a_page(go: Callable[[str], Page], place: str, open_it: Open) -> None:
    page = go(place)
    open_it(page)
    expect(page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))).to_be_visible()
    assert grave_findings(page) == []


def test_the_departments(go: Callable[[str], Page]) -> None:
    page = go("/team")
    page.get_by_role("tab", name="Departments").click()
    expect(page.get_by_text("Beans, machines and what suits whom")).to_be_visible()
    assert grave_findings(page) == []
    click("Actions for Sales", "Edit")(page)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert grave_findings(page) == []


@pytest.mark.parametrize("slug", ["brewing-guide", "jam-buka", "there-is-none"])
def test_an_articles_own_page(browser: Browser, stack: RunningStack, slug: str) -> None:
    with somebody(browser) as page:
        page.goto(f"{stack.url('Site')}{WIDGET}/articles/{slug}/page")
        assert grave_findings(page) == []


def test_the_widget(browser: Browser, stack: RunningStack) -> None:
    with somebody(browser) as page:
        visitor = WidgetPage(page, stack)
        expect(page.get_by_role("textbox", name="Write a message")).to_be_visible()
        assert grave_findings(page) == []
        visitor.write("Do you deliver to Bandung?")
        visitor.shows("Do you deliver to Bandung?")
        assert grave_findings(page) == []
