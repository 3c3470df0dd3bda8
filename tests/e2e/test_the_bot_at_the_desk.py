"""What agents see of the bot and of escalations, and what they do about it, in the browser."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from local.demo import BOT_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.axe import grave_findings
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import Json, Person, new_visitor, start
from tests.e2e.team import Team

QUESTION = "How do I pause my subscription?"
OUT_OF_SCOPE = "Will the moon turn purple on my grandmother's birthday?"


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture(scope="module")
def article(team: Team) -> Json:
    """One of the demo's, which the bot knows as soon as its index is built."""

    def found() -> Json:
        answer: Json = team.ana.person.post("/articles/ask", {"question": QUESTION}).json()
        return answer

    wait_for(lambda: found()["would_answer"], 60)
    source: Json = found()["sources"][0]
    return source


@pytest.fixture(scope="module")
def desk(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Page]:
    team.ana.choose("online")
    with somebody(browser) as page:
        DashboardPage(page, stack, team.ana.email)
        yield page


def asked(http: httpx.Client, stack: RunningStack, name: str, question: str) -> tuple[Person, str]:
    """A visitor of the bot's widget, and their conversation."""
    visitor = new_visitor(http, stack, name, BOT_WIDGET_TOKEN)
    return visitor, start(visitor, question)


def open_conversation(page: Page, stack: RunningStack, conversation_id: str) -> None:
    page.goto(f"{stack.url('Site')}/#/inbox/all/{conversation_id}")
    expect(page.get_by_role("log")).to_be_visible()


def pick(page: Page, action: str) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name=action).click()


def test_an_answer_shows_its_sources_and_can_be_confirmed_taken_over_and_handed_back(
    desk: Page, stack: RunningStack, http: httpx.Client, team: Team, article: Json
) -> None:
    visitor, own = asked(http, stack, "Mira Wijaya", QUESTION)
    open_conversation(desk, stack, own)
    log = desk.get_by_role("log")
    expect(log.get_by_role("img", name=re.compile(r"^Confidence \d+%, threshold 65%$"))).to_be_visible()
    log.get_by_role("button", name=re.compile(r"^\d+ sources?$")).click()
    first = log.get_by_role("listitem").filter(has_text=article["title"])
    expect(first).to_be_visible()
    assert grave_findings(desk) == []
    first.get_by_role("button", name="This article answers it").click()
    first.get_by_role("button", name="Confirm").click()
    expect(first.get_by_text("Noted")).to_be_visible()

    desk.get_by_role("button", name="Take over").click()
    desk.get_by_role("button", name="Share an article").click()
    desk.get_by_role("combobox", name="Share an article").fill("pause")
    option = desk.get_by_role("option", name=re.compile(re.escape(article["title"])), selected=True)
    expect(option).to_be_visible()
    assert grave_findings(desk) == []
    desk.keyboard.press("Enter")
    wait_for(lambda: visitor.log(own)[-1]["type"] == "article")
    assert visitor.log(own)[-1]["metadata"]["article"]["id"] == article["article_id"]

    pick(desk, "Hand back to the bot")
    expect(desk.get_by_role("region", name="Conversation", exact=True).get_by_text("With the bot")).to_be_visible()
    visitor.say(own, QUESTION)
    wait_for(lambda: visitor.log(own)[-1]["sender_type"] == "bot")


def test_the_desk_reads_why_the_bot_called_for_a_person(
    desk: Page, stack: RunningStack, http: httpx.Client, team: Team, article: Json
) -> None:
    _, own = asked(http, stack, "Jonas Weber", OUT_OF_SCOPE)
    expect(desk.get_by_text("Jonas Weber needs a person", exact=False).first).to_be_visible()
    open_conversation(desk, stack, own)
    conversation = desk.get_by_role("region", name="Conversation", exact=True)
    expect(conversation.get_by_text("The bot was not sure enough to answer")).to_be_visible()
    expect(conversation.get_by_text(re.compile(r"^\d+% sure, 65% needed$"))).to_be_visible()
    assert grave_findings(desk) == []

    def is_summarised() -> bool:
        """Once somebody has accepted, the page asks for the steps a last time."""
        (escalation,) = team.ana.person.get(f"/conversations/{own}/escalations").json()["items"]
        return any(taken["step"] == "summarise" for taken in escalation["steps"])

    wait_for(is_summarised)
    conversation.get_by_role("button", name="Accept").click()
    desk.get_by_role("button", name="Show the details").click()
    details = desk.get_by_role("dialog")
    expect(details.get_by_text("An agent took it")).to_be_visible()
    expect(details.get_by_text("Summary written")).to_be_visible()
    assert grave_findings(desk) == []
    desk.keyboard.press("Escape")


def test_an_agent_calls_for_a_colleague(desk: Page, stack: RunningStack, http: httpx.Client, team: Team) -> None:
    visitor = new_visitor(http, stack, "Putri Ayu")
    own = start(visitor)
    team.ana.person.post(f"/conversations/{own}/accept")
    open_conversation(desk, stack, own)
    pick(desk, "Escalate…")
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("She needs somebody who knows roasters.")
    assert grave_findings(desk) == []
    dialog.get_by_role("button", name="Escalate").click()
    expect(desk.get_by_text("Ana Putri asked for a colleague")).to_be_visible()
    expect(desk.get_by_text("She needs somebody who knows roasters.").first).to_be_visible()
    assert visitor.get(f"/conversations/{own}").json()["status"] == "pending"
