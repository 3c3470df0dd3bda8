"""A day at the desk, in real browsers: three agents at their dashboards, and as many visitors as come."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, expect

from local.demo import AUTOMATIC_WIDGET_TOKEN, WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.pages import DashboardPage, WidgetPage, somebody, spoken
from tests.e2e.people import Person, new_visitor, start
from tests.e2e.team import Colleague, Team


@dataclass
class Desks:
    """The three agents' dashboards."""

    ana: DashboardPage
    budi: DashboardPage
    citra: DashboardPage


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture(scope="module")
def all_desks(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Desks]:
    with ExitStack() as pages:
        yield Desks(*(DashboardPage(pages.enter_context(somebody(browser)), stack, each.email) for each in team.all))


@pytest.fixture
def desks(all_desks: Desks, team: Team) -> Desks:
    """With nothing to do, and everybody online."""
    team.finish_everything()
    for page in (all_desks.ana, all_desks.budi, all_desks.citra):
        page.go_to("Mine")
    return all_desks


@pytest.fixture
def shopper(browser: Browser, stack: RunningStack) -> Iterator[WidgetPage]:
    with somebody(browser) as page:
        yield WidgetPage(page, stack)


def unique(text: str) -> str:
    return f"{text} {uuid4().hex[:8]}"


def contents(visitor: Person, conversation_id: str) -> list[str]:
    return [message["content"] for message in visitor.log(conversation_id) if message["type"] == "text"]


def accept(desk: DashboardPage, question: str) -> None:
    desk.go_to("Queue")
    desk.choose(question)
    desk.act("Accept")
    expect(desk.page.get_by_role("textbox", name="Your answer")).to_be_visible()


def test_ten_visitors_at_once_are_each_answered_once_by_one_of_three_agents(
    browser: Browser, stack: RunningStack, http: httpx.Client, desks: Desks, team: Team
) -> None:
    """Three of them in real pages, half of them at a widget that routes by itself."""
    with ExitStack() as pages, ThreadPoolExecutor(7) as pool:
        shoppers = [
            WidgetPage(pages.enter_context(somebody(browser)), stack, *widget)
            for widget in ((), (), (AUTOMATIC_WIDGET_TOKEN,))
        ]
        people = [new_visitor(http, stack, f"Visitor {n}", *widget) for n, widget in enumerate(widgets_of_seven())]
        questions = [unique(f"Question {n}") for n in range(10)]
        begun = pool.map(start, people, questions[3:])
        for shopper, question in zip(shoppers, questions, strict=False):
            shopper.write(question)
        conversation_ids = list(begun)

        wait_for(lambda: sum(team.loads()) == 5)
        assert sorted(team.loads()) == [1, 2, 2]
        wait_for(lambda: len(team.open_conversations()) == 10)
        accept(desks.ana, questions[0])
        accept(desks.budi, questions[1])
        for waiting, desk in zip((3, 2, 1), (desks.citra, desks.ana, desks.budi), strict=True):
            desk.go_to("Queue")
            # Below the heads of the columns. Who still saw what a colleague has just taken would be refused it.
            expect(desk.page.get_by_role("row")).to_have_count(1 + waiting)
            desk.act("Accept the next")
            expect(desk.page.get_by_role("textbox", name="Your answer")).to_be_visible()
        for agent, desk in zip(team.all, (desks.ana, desks.budi, desks.citra), strict=True):
            answer_everybody(agent, desk)

        for visitor, conversation_id, question in zip(people, conversation_ids, questions[3:], strict=True):
            assert contents(visitor, conversation_id) == [question, f"About “{question}”: yes."]
        for shopper, question in zip(shoppers, questions, strict=False):
            answers = [f"About “{each}”: yes." for each in questions]
            shopper.shows(f"About “{question}”: yes.")
            assert spoken(shopper.page, questions + answers) == [question, f"About “{question}”: yes."]


def widgets_of_seven() -> list[tuple[str, ...]]:
    """Four at the widget that routes by itself, three at the one that does not."""
    return [(AUTOMATIC_WIDGET_TOKEN,)] * 4 + [()] * 3


def answer_everybody(agent: Colleague, desk: DashboardPage) -> None:
    desk.go_to("Mine")
    for conversation in agent.holding():
        question = conversation["last_message"]["content"]
        if conversation["last_message"]["type"] == "system":
            question = agent.person.log(conversation["id"])[0]["content"]
        desk.page.locator(f"[data-row='{conversation['id']}']").click()
        desk.shows(question)
        desk.answer(f"About “{question}”: yes.")
        desk.shows(f"About “{question}”: yes.")
    wait_for(lambda: {held["status"] for held in agent.holding()} == {"waiting"})


def test_a_note_and_a_transfer_with_its_reason_are_for_agents_alone(desks: Desks, shopper: WidgetPage) -> None:
    question, note, reason = unique("Where is my parcel?"), unique("The courier lost it"), unique("She sells, you know")
    shopper.write(question)
    desks.ana.go_to("All")
    desks.ana.choose(question)
    accept(desks.budi, question)
    desks.budi.note(note)
    desks.ana.shows(note)

    desks.budi.pick("More actions", "Transfer…")
    desks.budi.hand_over("Citra Lestari", reason)
    desks.citra.choose("Budi Santoso transferred the conversation to Citra Lestari.")
    desks.citra.shows(note)
    expect(desks.citra.page.get_by_text("Budi Santoso transferred this to you")).to_be_visible()
    expect(desks.citra.page.get_by_text(reason).first).to_be_visible()
    desks.citra.answer("I have found it.")

    shopper.shows("I have found it.")
    shopper.shows("Budi Santoso transferred the conversation to Citra Lestari.")
    for internal in (note, reason):
        shopper.does_not_show(internal)
    shopper.reload()
    shopper.shows("I have found it.")
    shopper.does_not_show(note)


def test_a_canned_response_is_called_by_a_slash_and_filled_in(
    http: httpx.Client, stack: RunningStack, desks: Desks
) -> None:
    sari = new_visitor(http, stack, "Sari Dewi")
    question = unique("Is anybody there?")
    conversation_id = start(sari, question)
    accept(desks.budi, question)
    composer = desks.budi.page.get_by_role("textbox", name="Your answer")
    composer.press_sequentially("/hello")
    expect(desks.budi.page.get_by_role("listbox", name="Canned responses").get_by_role("option")).to_have_count(1)
    composer.press("Enter")
    greeting = "Hi Sari, this is Budi from Kopi Pagi. How can I help?"
    expect(composer).to_have_value(greeting)
    composer.press("Enter")
    desks.budi.shows(greeting)
    wait_for(lambda: contents(sari, conversation_id) == [question, greeting])


def test_an_article_that_visitors_cannot_read_is_not_quoted_to_them(
    http: httpx.Client, stack: RunningStack, desks: Desks, team: Team
) -> None:
    slug = f"returns-{uuid4().hex[:8]}"
    for name, published in ((slug, True), (f"{slug}-draft", False)):
        article = {"title": "Returning coffee", "slug": name, "body": "Send it back.", "published": published}
        team.ana.person.post("/articles", article)
    quotes = f"Read {{{{article:{slug}}}}} or {{{{article:{slug}-draft}}}}."
    team.ana.person.post("/canned-responses", {"shortcut": slug, "title": "Returns", "body": quotes})
    desks.budi.page.reload()
    sari, question = new_visitor(http, stack, "Sari Dewi"), unique("May I return this?")
    conversation_id = start(sari, question)
    accept(desks.budi, question)

    composer = desks.budi.page.get_by_role("textbox", name="Your answer")
    composer.press_sequentially(f"/{slug}")
    expect(desks.budi.page.get_by_role("listbox", name="Canned responses").get_by_role("option")).to_have_count(1)
    composer.press("Enter")
    quoted = f"Returning coffee: {stack.url('Site')}/api/widget/{WIDGET_TOKEN}/articles/{slug}/page"
    gap = f"{{{{article:{slug}-draft}}}}"
    expect(composer).to_have_value(f"Read {quoted} or {gap}.")
    expect(desks.budi.page.locator("mark")).to_have_text(gap)
    composer.press("Enter")
    expect(desks.budi.page.get_by_role("alert").filter(has_text=f"Fill in {gap} before")).to_be_visible()
    assert contents(sari, conversation_id) == [question]
    composer.press_sequentially("ask me")
    composer.press("Enter")
    wait_for(lambda: contents(sari, conversation_id) == [question, f"Read {quoted} or ask me."])


def test_a_colleague_sees_a_new_priority_at_once(http: httpx.Client, stack: RunningStack, desks: Desks) -> None:
    question, name = unique("My machine is leaking"), unique("Tomas")
    start(new_visitor(http, stack, name), question)
    desks.ana.go_to("All")
    desks.ana.choose(name)
    accept(desks.budi, question)
    desks.budi.pick("Priority: Normal", "Urgent")
    expect(desks.ana.page.get_by_role("button", name="Priority: Urgent")).to_be_visible()
    expect(desks.ana.row(name)).to_contain_text("Priority urgent")


def test_an_admin_assigns_from_the_queue(http: httpx.Client, stack: RunningStack, desks: Desks) -> None:
    question = unique("Do you sell gift cards?")
    start(new_visitor(http, stack, "Nina Rossi"), question)
    desks.ana.go_to("Queue")
    desks.ana.lists(question)
    desks.ana.act("Assign Nina Rossi")
    desks.ana.hand_over("Budi Santoso")
    desks.budi.choose("Budi Santoso joined the conversation.")
    desks.budi.shows(question)
    desks.ana.page.mouse.move(0, 0)
    desks.ana.does_not_list(question)


def test_what_an_agent_leaves_behind_goes_back_to_the_queue(desks: Desks, shopper: WidgetPage) -> None:
    question = unique("How do I brew this?")
    shopper.write(question)
    accept(desks.citra, question)
    desks.ana.go_to("Queue")
    desks.citra.pick("Account of Citra Lestari", "Offline")
    shopper.shows("Citra Lestari had to leave. Somebody else will be with you soon.")
    desks.ana.lists("Citra Lestari had to leave.")
    accept(desks.ana, "Citra Lestari had to leave.")
    desks.ana.answer("Here I am.")
    shopper.shows("Here I am.")
    desks.citra.pick("Account of Citra Lestari", "Online")
    expect(desks.citra.page.get_by_role("button", name="Account of Citra Lestari, Online")).to_be_visible()


def test_a_resolved_conversation_comes_back_to_its_agent_when_the_visitor_writes(
    http: httpx.Client, stack: RunningStack, desks: Desks
) -> None:
    sari = new_visitor(http, stack)
    question, more = unique("How late are you open?"), unique("And on Sunday?")
    conversation_id = start(sari, question)
    accept(desks.citra, question)
    desks.citra.answer("Until nine.")
    desks.citra.act("Resolve")
    expect(desks.citra.page.get_by_role("textbox", name="Your answer")).to_have_count(0)
    sari.say(conversation_id, more)
    desks.citra.shows(more)
    desks.citra.go_to("Mine")
    desks.citra.lists(more)
    expect(desks.citra.page.get_by_role("button", name="Resolve", exact=True)).to_have_count(0)
    assert sari.get(f"/conversations/{conversation_id}").json()["status"] == "active"


def test_a_page_whose_code_does_not_come_takes_nothing_else_with_it(
    browser: Browser, stack: RunningStack, team: Team
) -> None:
    with somebody(browser) as page:
        desk = DashboardPage(page, stack, team.ana.email)
        page.route("**/assets/team_page*", lambda route: route.abort())
        desk.go_to("Team")
        expect(page.get_by_text("This page could not be opened")).to_be_visible()
        desk.go_to("Mine")
        expect(page.get_by_role("heading", name="Mine", level=1)).to_be_visible()
        desk.go_to("Team")
        page.unroute("**/assets/team_page*")
        desk.act("Try again")
        expect(page.get_by_role("heading", name="Team", level=1)).to_be_visible()
