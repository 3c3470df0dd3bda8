"""What Overview and Analytics show, beside what the conversations themselves say."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from statistics import fmean
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from local.testing import RunningStack, wait_for
from tests.e2e.axe import grave_findings
from tests.e2e.midnight import move, where_midnight_is_far
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import Json, new_visitor, start
from tests.e2e.team import Team

NOTHING = "–"


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Iterator[Team]:
    whole = Team(http, stack)
    yield whole
    whole.finish_everything()


@pytest.fixture(scope="module")
def desk(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Page]:
    with somebody(browser) as page:
        move(page, where_midnight_is_far())
        DashboardPage(page, stack, team.ana.email)
        yield page


@pytest.fixture(scope="module")
def shop(http: httpx.Client, stack: RunningStack, team: Team) -> Json:
    """A widget whose conversations are these alone: two were helped and rated, one was passed on, one gave up."""
    widget: Json = team.ana.person.post("/widgets", {"name": f"Roastery {uuid4().hex[:8]}"}).json()["widget"]
    ana = team.ana.person
    for name, stars in (("Tomas Berg", 5), ("Hana Kim", 2), ("Nina Rossi", None), ("Joko", None)):
        visitor = new_visitor(http, stack, name, widget["token"])
        held = start(visitor, "My grinder is jammed")
        if name == "Joko":
            assert visitor.post(f"/conversations/{held}/end").is_success
            continue
        ana.post(f"/conversations/{held}/accept").raise_for_status()
        ana.say(held, "Switch it off first, please.")
        if stars is None:
            ana.post(f"/conversations/{held}/escalate", {"reason": "Who knows grinders?"}).raise_for_status()
        else:
            ana.post(f"/conversations/{held}/resolve").raise_for_status()
            visitor.post(f"/conversations/{held}/rate", {"rating": stars}).raise_for_status()
    return widget


@pytest.fixture(scope="module")
def told(team: Team, shop: Json) -> list[Json]:
    """Its conversations as they say of themselves, each with its log, once they have all been counted."""
    ana = team.ana.person
    found: list[Json] = ana.get("/conversations", scope="all", widget_id=shop["id"], limit=100).json()["items"]
    for conversation in found:
        conversation["log"] = ana.log(conversation["id"])
        conversation["escalations"] = ana.get(f"/conversations/{conversation['id']}/escalations").json()["items"]

    def all_counted() -> bool:
        totals = ana.get("/analytics", widget_id=shop["id"]).json()["totals"]
        rated = sum(bool(conversation["rating"]) for conversation in found)
        seen = (totals["conversations"], totals["abandoned"], totals["satisfaction"]["rated"])
        return seen == (len(found), len(found) - len(helped(found)), rated) and totals["escalations"]["agent"] == 1

    wait_for(all_counted, seconds=60)
    return found


def helped(conversations: list[Json]) -> list[Json]:
    return [each for each in conversations if any(entry["sender_type"] == "agent" for entry in each["log"])]


def first_response(conversation: Json) -> float:
    first = next(entry for entry in conversation["log"] if entry["sender_type"] == "agent")
    return (_moment(first["created_at"]) - _moment(conversation["created_at"])).total_seconds()


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written.replace("Z", "+00:00"))


class AnalyticsPage:
    def __init__(self, page: Page, stack: RunningStack) -> None:
        self.page = page
        page.goto(f"{stack.url('Site')}/#/analytics")
        expect(page.get_by_role("heading", name="Analytics", level=1)).to_be_visible()

    def choose(self, choice: str, value: str) -> None:
        select = self.page.get_by_role("combobox", name=choice)
        select.click()
        self.page.get_by_role("option", name=value, exact=True).click()
        expect(select).to_have_text(value)

    def figure(self, label: str) -> Locator:
        """Of the whole period."""
        term = self.page.get_by_role("term").filter(has_text=re.compile(f"^{label}$"))
        return term.locator("xpath=following-sibling::dd[1]")

    def column(self, chart: str, name: str) -> list[str]:
        """Of the table that is behind a chart, from the top."""
        table = self.page.get_by_role("region", name=f"Table: {chart}")
        if not table.is_visible():
            self.page.get_by_role("button", name=f"{chart} as a table").click()
            expect(table).to_be_visible()
        place = table.get_by_role("columnheader").all_inner_texts().index(name)
        rows = table.get_by_role("row").all()[1:]
        return [row.locator("th, td").nth(place).inner_text() for row in rows]

    def counted(self, chart: str, name: str) -> int:
        return sum(int(figure) for figure in self.column(chart, name))


def test_the_figures_are_those_of_the_conversations(
    desk: Page, stack: RunningStack, shop: Json, told: list[Json]
) -> None:
    analytics = AnalyticsPage(desk, stack)
    analytics.choose("Widget, agent or department", f"Widget: {shop['name']}")
    stars = [each["rating"] for each in told if each["rating"]]

    expect(analytics.figure("Conversations")).to_have_text(str(len(told)))
    expect(analytics.figure("Rating")).to_have_text(f"{fmean(stars):.1f}")
    assert analytics.counted("Conversations", "Begun") == len(told)
    assert analytics.counted("Conversations", "Taken by an agent") == len(helped(told))
    assert analytics.counted("Conversations", "Abandoned in the queue") == len(told) - len(helped(told))
    assert analytics.counted("Busiest hours", "Conversations") == len(told)
    assert analytics.counted("Busiest weekdays", "Conversations") == len(told)
    assert analytics.column("Ratings", "Ratings") == [str(stars.count(number)) for number in (5, 4, 3, 2, 1)]
    assert analytics.column("Escalations", "Escalations") == [str(sum(len(each["escalations"]) for each in told))]
    [mean] = [shown for shown in analytics.column("First response", "Mean") if shown != NOTHING]
    assert float(mean.removesuffix("s")) == pytest.approx(fmean(first_response(each) for each in helped(told)), abs=0.6)


def test_a_period_is_chosen_and_taken_along_as_a_file(
    desk: Page, stack: RunningStack, shop: Json, told: list[Json]
) -> None:
    analytics = AnalyticsPage(desk, stack)
    analytics.choose("Widget, agent or department", f"Widget: {shop['name']}")
    analytics.choose("Period", "Last 28 days")
    expect(desk.get_by_role("combobox", name="Interval")).to_have_text("By day")
    expect(analytics.figure("Conversations")).to_have_text(str(len(told)))

    desk.get_by_role("button", name="Export").click()
    with desk.expect_download() as started:
        desk.get_by_role("menuitem", name="Conversations and times").click()
    rows = list(csv.DictReader(started.value.path().read_text().splitlines()))
    assert len(rows) == 28
    assert sum(int(row["conversations"]) for row in rows) == len(told)

    analytics.choose("Period", "Other days…")
    desk.get_by_label("First day").fill("2020-02-01")
    desk.get_by_label("Last day").fill("2020-01-01")
    expect(desk.get_by_role("alert")).to_have_text("The last day is before the first.")
    desk.get_by_label("Last day").fill("2020-02-10")
    expect(desk.get_by_text("No conversation began in these days")).to_be_visible()


def test_everything_on_the_page_can_be_read_by_anybody(desk: Page, stack: RunningStack, told: list[Json]) -> None:
    analytics = AnalyticsPage(desk, stack)
    analytics.choose("Period", "Last 7 days")
    expect(desk.get_by_role("img", name=re.compile("^Chart: Conversations"))).to_be_visible()
    assert grave_findings(desk) == []


class OverviewPage:
    def __init__(self, page: Page, stack: RunningStack) -> None:
        self.page = page
        page.goto(f"{stack.url('Site')}/#/overview")

    def now(self, label: str) -> Locator:
        term = self.page.get_by_role("term").filter(has=self.page.get_by_role("link", name=label))
        return term.locator("xpath=following-sibling::dd[1]")


def test_the_overview_follows_what_happens(desk: Page, stack: RunningStack, http: httpx.Client, team: Team) -> None:
    team.finish_everything()
    team.ana.choose("online")
    overview = OverviewPage(desk, stack)
    expect(overview.now("Waiting for a person")).to_have_text("0")
    expect(overview.now("Longest wait")).to_have_text(NOTHING)

    def tells_who_is_there() -> bool:
        """Who has just come or gone may be on one side earlier than on the other."""
        online = sum(team.presence(agent) in ("online", "busy") for agent in team.all)
        return overview.now("Agents online").text_content() == f"{online} of {len(team.all)}"

    wait_for(tells_who_is_there)

    waiting = start(new_visitor(http, stack, "Lestari"), "Do you have gift cards?")
    expect(overview.now("Waiting for a person")).to_have_text("1")
    expect(overview.now("Longest wait")).to_have_text(re.compile(r"^\d+:\d\d$"))
    team.ana.person.post(f"/conversations/{waiting}/accept").raise_for_status()
    expect(overview.now("Waiting for a person")).to_have_text("0")
    expect(overview.now("In agents’ hands")).to_have_text("1")
