"""Widgets as an admin keeps them, in the browser, beside a preview that is the real one."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from local.demo import WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.axe import grave_findings
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import Json
from tests.e2e.team import Team

SUNNY = "#f5b301"
DARK_TEXT = "rgb(17, 19, 24)"


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture(scope="module")
def desk(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Page]:
    with somebody(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=stack.url("Site"))
        DashboardPage(page, stack, team.ana.email)
        yield page


class WidgetsPage:
    def __init__(self, page: Page, stack: RunningStack, place: str = "/widgets") -> None:
        self.page = page
        page.goto(f"{stack.url('Site')}/#{place}")

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def shows(self, scene: str) -> None:
        self.page.get_by_role("region", name="Preview").get_by_role("radio", name=scene).click()

    def field(self, name: str) -> Locator:
        return self.page.get_by_role("textbox", name=name, exact=True)

    def save(self) -> None:
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.get_by_role("button", name="Discard")).to_have_count(0)

    @property
    def preview(self) -> FrameLocator:
        return self.page.frame_locator("iframe[title='Preview of the widget']")


def new_widget(team: Team, name: str, **settings: object) -> Json:
    made: Json = team.ana.person.post("/widgets", {"name": name, **settings}).json()["widget"]
    return made


def stored(team: Team, widget_id: str) -> Json:
    widget: Json = team.ana.person.get(f"/widgets/{widget_id}").json()
    return widget


def test_a_bot_widget_is_made_shaped_and_seen_before_it_is_saved(desk: Page, stack: RunningStack, team: Team) -> None:
    widgets = WidgetsPage(desk, stack)
    desk.get_by_role("button", name="New widget").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Roastery")
    dialog.get_by_role("radio", name=re.compile("^Bot")).check()
    dialog.get_by_role("button", name="Create").click()
    expect(dialog.get_by_text(re.compile("^sk_"))).to_be_visible()
    dialog.get_by_role("button", name="Go on to its settings").click()
    expect(desk.get_by_role("heading", name="Roastery", level=1)).to_be_visible()
    widget_id = desk.url.rpartition("/")[2]

    desk.get_by_role("slider", name="How sure the bot must be").fill("0.8")
    widgets.field("Bot’s name").fill("Kopi")
    widgets.tab("Appearance")
    widgets.field("Main colour").fill(SUNNY)
    expect(desk.get_by_text("The widget writes in black instead")).to_be_visible()
    widgets.tab("Texts")
    widgets.field("Welcome title optional").fill("Good morning")
    expect(widgets.preview.get_by_role("heading", name="Good morning")).to_be_visible()
    expect(widgets.field("Welcome title optional")).to_be_focused()
    widgets.shows("Launcher")
    launcher = widgets.preview.get_by_role("button", name="Open chat")
    expect(launcher).to_have_css("background-color", "rgb(245, 179, 1)")
    expect(launcher).to_have_css("color", DARK_TEXT)
    widgets.shows("Conversation")
    expect(widgets.preview.get_by_role("log")).to_contain_text("Kopi")
    assert stored(team, widget_id)["appearance"]["primary_colour"] != SUNNY

    widgets.save()
    kept = stored(team, widget_id)
    assert (kept["handler_type"], kept["bot_name"], kept["confidence_threshold"]) == ("ai_bot", "Kopi", 0.8)
    assert (kept["appearance"]["primary_colour"], kept["texts"]["welcome_title"]) == (SUNNY, "Good morning")


def test_business_hours_are_checked_at_the_field_and_copied_to_other_days(
    desk: Page, stack: RunningStack, team: Team
) -> None:
    widget_id = new_widget(team, "Office")["id"]
    widgets = WidgetsPage(desk, stack, f"/widgets/{widget_id}/hours")
    desk.get_by_role("switch", name="Business hours").click()
    desk.get_by_role("combobox", name="Time zone").fill("Asia/Makassar")
    monday = desk.get_by_role("group", name="Monday")
    monday.get_by_label("Monday: closes").fill("12:00")
    monday.get_by_role("button", name="Add hours on Monday").click()
    monday.get_by_label("Monday, 2: opens").fill("11:00")
    desk.get_by_role("button", name="Save").click()
    expect(monday.get_by_role("alert")).to_have_text("It overlaps with the hours before it.")
    expect(monday.get_by_label("Monday, 2: opens")).to_be_focused()
    monday.get_by_label("Monday, 2: opens").fill("13:00")
    expect(monday.get_by_role("alert")).to_have_count(0)
    monday.get_by_role("button", name="Copy the hours of Monday").click()
    desk.get_by_role("menuitem", name="To every day").click()
    friday = desk.get_by_role("group", name="Friday")
    friday.get_by_label("Friday, 2: opens").fill("22:00")
    friday.get_by_label("Friday, 2: closes").fill("06:00")
    expect(friday.get_by_text("until the day after")).to_be_visible()
    widgets.shows("Closed")
    expect(widgets.preview.get_by_role("textbox", name="Your message")).to_be_visible()
    widgets.save()

    hours = stored(team, widget_id)["business_hours"]
    assert hours["time_zone"] == "Asia/Makassar"
    assert hours["week"]["sunday"] == [{"opens": "09:00", "closes": "12:00"}, {"opens": "13:00", "closes": "17:00"}]
    assert hours["week"]["friday"][1] == {"opens": "22:00", "closes": "06:00"}


def test_a_colleague_who_saves_meanwhile_is_not_overwritten(desk: Page, stack: RunningStack, team: Team) -> None:
    widget_id = new_widget(team, "Shared")["id"]
    widgets = WidgetsPage(desk, stack, f"/widgets/{widget_id}")
    widgets.field("Name").fill("Mine")
    team.ana.person.patch(f"/widgets/{widget_id}", {"name": "Theirs", "appearance": {"border_radius": 4}})
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("You have both changed the name: yours stands in the form.")).to_be_visible()
    widgets.save()
    kept = stored(team, widget_id)
    assert (kept["name"], kept["appearance"]["border_radius"]) == ("Mine", 4)


def test_whoever_leaves_is_asked_what_becomes_of_the_changes(desk: Page, stack: RunningStack, team: Team) -> None:
    widget_id = new_widget(team, "Half done")["id"]
    widgets = WidgetsPage(desk, stack, f"/widgets/{widget_id}")
    widgets.field("Name").fill("Something else")
    widgets.tab("Domains")
    widgets.field("Add a site").fill("https://Shop.example/cart")
    widgets.field("Add a site").press("Enter")
    expect(desk.get_by_role("list", name="Sites that may embed")).to_contain_text("shop.example")
    team_link = desk.get_by_role("navigation").get_by_role("link", name="Team")
    team_link.click()
    asked = desk.get_by_role("alertdialog", name="Leave without saving?")
    asked.get_by_role("button", name="Cancel").click()
    expect(desk.get_by_role("list", name="Sites that may embed")).to_be_visible()
    team_link.click()
    asked.get_by_role("button", name="Leave").click()
    expect(desk.get_by_role("heading", name="Team", level=1)).to_be_visible()
    assert stored(team, widget_id)["name"] == "Half done"


def test_the_code_is_copied_and_keys_are_renewed(desk: Page, stack: RunningStack, team: Team) -> None:
    before = new_widget(team, "Installed")
    WidgetsPage(desk, stack, f"/widgets/{before['id']}/install")
    desk.get_by_role("button", name="Copy: Script tag").click()
    expect(desk.get_by_role("button", name="Copy: Script tag")).to_have_text("Copied")
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied == f'<script src="{stack.url("Site")}/api/widget/{before["token"]}/script.js" async></script>'

    desk.get_by_role("button", name="Rotate the secret").click()
    desk.get_by_role("button", name="Rotate it").click()
    secret = desk.get_by_role("dialog").get_by_text(re.compile("^sk_")).text_content() or ""
    desk.get_by_role("button", name="I have put it away").click()
    expect(desk.get_by_text(secret)).to_have_count(0)
    desk.get_by_role("button", name="New token").click()
    desk.get_by_role("button", name="Make a new token").click()
    expect(desk.get_by_text(re.compile("The token before is good until"))).to_be_visible()

    wait_for(lambda: stored(team, before["id"])["token"] != before["token"])
    assert secret.endswith(stored(team, before["id"])["secret_hint"])
    desk.get_by_role("button", name="Delete").click()
    desk.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(desk.get_by_role("list", name="Widgets")).to_be_visible()
    expect(desk.get_by_role("link", name=re.compile("^Installed"))).to_have_count(0)


def test_agents_may_look_and_change_nothing(browser: Browser, stack: RunningStack, team: Team) -> None:
    widget = next(each for each in team.ana.person.get("/widgets").json()["items"] if each["token"] == WIDGET_TOKEN)
    with somebody(browser) as page:
        DashboardPage(page, stack, team.budi.email)
        widgets = WidgetsPage(page, stack)
        page.get_by_role("link", name=re.compile(f"^{widget['name']} ?People")).click()
        expect(widgets.field("Name")).to_be_disabled()
        expect(page.get_by_role("button", name="Save")).to_have_count(0)
        widgets.tab("Install")
        expect(page.get_by_role("button", name="Copy: Script tag")).to_be_visible()
        expect(page.get_by_role("button", name="Rotate the secret")).to_have_count(0)


def test_axe_finds_nothing_grave(desk: Page, stack: RunningStack, team: Team) -> None:
    night = {"time_zone": "Asia/Jakarta", "week": {"friday": [{"opens": "22:00", "closes": "06:00"}]}}
    widget_id = new_widget(team, "For everybody", handler_type="ai_bot", business_hours=night)["id"]
    widgets = WidgetsPage(desk, stack, f"/widgets/{widget_id}")
    for tab in ("General", "Appearance", "Business hours", "Install"):
        widgets.tab(tab)
        assert grave_findings(desk) == []
    desk.get_by_role("link", name="Back to all widgets").click()
    expect(desk.get_by_role("link", name=re.compile("^For everybody"))).to_be_visible()
    assert grave_findings(desk) == []
