"""The whole way in real browsers: the widget on one side, the dashboard on the other, the stack between."""

import re
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Route, WebSocketRoute, expect

from local.testing import RunningStack, wait_for
from tests.e2e.pages import (
    DashboardPage,
    WidgetPage,
    block_websockets,
    requests_under_way,
    somebody,
    spoken,
)
from tests.e2e.people import signed_in_agent
from tests.e2e.team import Team

MANY = 50
ANA = "ana@demo.example"
BUDI = "budi@demo.example"
CITRA = "citra@demo.example"
BECOMES_LIVE = """() => { Frontdesk("on", "connection", state => { window.live = state === "live" }) }"""


@pytest.fixture
def visitor(browser: Browser, stack: RunningStack) -> Iterator[WidgetPage]:
    with somebody(browser) as page:
        yield WidgetPage(page, stack)


@pytest.fixture(scope="module", autouse=True)
def _hands_that_hold_many(http: httpx.Client, stack: RunningStack) -> Iterator[None]:
    team = Team(http, stack)
    team.finish_everything()
    for agent in team.all:
        team.allow(agent, MANY)
    yield
    team.finish_everything()


@pytest.fixture(scope="module")
def ana(browser: Browser, stack: RunningStack) -> Iterator[DashboardPage]:
    with somebody(browser) as page:
        yield DashboardPage(page, stack, ANA)


def unique(text: str) -> str:
    return f"{text} {uuid4().hex[:8]}"


def test_a_visitors_message_reaches_an_agent_and_the_answer_comes_back(visitor: WidgetPage, ana: DashboardPage) -> None:
    question, answer, thanks = unique("Do you deliver to Bandung?"), unique("We do."), unique("Lovely!")
    ana.go_to("Queue")
    visitor.write(question)
    ana.choose(question)
    ana.act("Accept")
    ana.answer(answer)
    visitor.shows(answer)
    visitor.shows("Ana Putri joined the conversation.")
    visitor.write(thanks)
    ana.shows(thanks)

    everything = [question, answer, thanks]
    visitor.reload()
    visitor.shows(thanks)
    ana.page.reload()
    ana.shows(thanks)
    assert spoken(visitor.page, everything) == spoken(ana.page, everything) == everything


def test_two_visitors_never_see_each_other(
    browser: Browser, stack: RunningStack, visitor: WidgetPage, ana: DashboardPage
) -> None:
    mine, theirs, answer = unique("My order is 4711"), unique("Mine is 4712"), unique("Found 4711")
    with somebody(browser) as page:
        other = WidgetPage(page, stack)
        visitor.write(mine)
        other.write(theirs)
        ana.go_to("Queue")
        ana.choose(mine)
        ana.act("Accept")
        ana.answer(answer)
        visitor.shows(answer)
        other.shows(theirs)
        for text in (mine, answer):
            other.does_not_show(text)
        visitor.does_not_show(theirs)
        other.reload()
        other.shows(theirs)
        other.does_not_show(answer)


def test_the_slower_of_two_agents_is_told_politely(
    browser: Browser, stack: RunningStack, visitor: WidgetPage, ana: DashboardPage
) -> None:
    question = unique("Who is there?")
    visitor.write(question)
    with somebody(browser, websockets=False) as page:
        under_way = requests_under_way(page)
        budi = DashboardPage(page, stack, BUDI)
        for agent in (ana, budi):
            agent.go_to("Queue")
            agent.choose(question)
        # Budi's page hears nothing any more, as on a bad line: his button still offers what Ana takes.
        page.context.route(
            "**/api/v1/**", lambda route: route.continue_() if route.request.url.endswith("/accept") else route.abort()
        )
        while under_way:
            page.wait_for_timeout(10)
        ana.act("Accept")
        ana.answer("I am")
        visitor.shows("I am")
        page.get_by_role("button", name="Accept", exact=True).click()
        expect(page.get_by_text("Ana Putri has already taken this conversation.").first).to_be_visible()


def test_what_is_written_offline_survives_a_reload_and_arrives_once_and_in_order(
    visitor: WidgetPage, ana: DashboardPage
) -> None:
    first, *rest = (unique(text) for text in ("Before the tunnel", "One", "Two", "Three", "Four", "Five"))
    visitor.write(first)
    ana.go_to("Queue")
    ana.choose(first)
    context = visitor.page.context
    block_websockets(context)
    context.route("**/api/widget/**/messages*", lambda route: route.abort())
    visitor.page.reload()
    visitor.open()
    # A message is tried only once it is in the outbox; the others are shown only once they are.
    with visitor.page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/messages")):
        visitor.write(rest[0])
    for text in rest[1:]:
        visitor.write(text)
        visitor.shows(text)
    context.unroute("**/api/widget/**/messages*")
    visitor.reload()
    visitor.shows(rest[-1])
    ana.shows(rest[-1])
    assert spoken(ana.page, [first, *rest]) == [first, *rest]


def test_where_websockets_are_blocked_the_widget_asks_again_and_again_until_they_are_not(
    browser: Browser, stack: RunningStack, ana: DashboardPage
) -> None:
    question, answer = unique("Is anybody there?"), unique("Here, even so.")
    blocked = True

    def at_the_wall(socket: WebSocketRoute) -> None:
        if blocked:
            socket.close()
        else:
            socket.connect_to_server()

    with somebody(browser) as page:
        page.route_web_socket(re.compile(".*"), at_the_wall)
        visitor = WidgetPage(page, stack)
        visitor.write(question)
        ana.go_to("Queue")
        ana.choose(question)
        ana.act("Accept")
        ana.answer(answer)
        expect(visitor.log.get_by_text(answer, exact=True)).to_have_count(1, timeout=60_000)
        page.get_by_role("button", name="More").click()
        page.get_by_role("menuitem", name="My question is solved").click()
        expect(page.get_by_text("Marked as solved. Write again if there is more.")).to_be_visible()
        page.evaluate(BECOMES_LIVE)
        blocked = False
        # Whoever was away and comes back is connected at once; nobody waits for the next of its own tries.
        page.evaluate("window.dispatchEvent(new Event('online'))")
        page.wait_for_function("window.live")
        visitor.write("And now at once")
        visitor.shows("And now at once")


def test_a_conversation_is_resolved_and_opens_again_when_the_visitor_writes(
    visitor: WidgetPage, ana: DashboardPage
) -> None:
    question, more = unique("How late are you open?"), unique("And on Sunday?")
    visitor.write(question)
    ana.go_to("Queue")
    ana.choose(question)
    ana.act("Accept")
    ana.answer("Until nine.")
    visitor.shows("Until nine.")
    ana.act("Resolve")
    visitor.shows("Ana Putri marked the conversation as resolved.")
    visitor.write(more)
    ana.shows(more)
    expect(ana.page.get_by_role("button", name="Resolve", exact=True)).to_be_visible()


def test_a_site_may_call_frontdesk_before_it_has_loaded(
    browser: Browser, stack: RunningStack, ana: DashboardPage
) -> None:
    text = unique("Sent by the page itself")
    loader: list[Route] = []
    with somebody(browser) as page:
        page.route("**/widget/loader.js", lambda route: loader.append(route))  # noqa: PLW0108 - it must be a function
        with page.expect_request("**/widget/loader.js"):
            page.goto(stack.url("demo"), wait_until="commit")
        page.evaluate("text => { window.sent = window.Frontdesk('send', text) }", text)
        loader[0].continue_()
        assert page.evaluate("async () => (await window.sent).seq") == 1
    ana.go_to("Queue")
    ana.choose(text)
    ana.shows(text)


def test_an_agent_whose_network_blocks_websockets_is_there_all_the_same(
    browser: Browser, http: httpx.Client, stack: RunningStack
) -> None:
    colleague = signed_in_agent(http, stack, ANA)

    def is_seen() -> bool:
        agents = colleague.get("/agents").json()["items"]
        return any(agent["email"] == CITRA and agent["presence"] == "online" for agent in agents)

    with somebody(browser, websockets=False) as page:
        DashboardPage(page, stack, CITRA)
        expect(page.get_by_text("Slow connection: polling")).to_be_visible()
        wait_for(is_seen)
