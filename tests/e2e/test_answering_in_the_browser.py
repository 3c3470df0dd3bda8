"""Answering, the whole way in real browsers: the bot, whoever takes over from it, and what becomes a ticket."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Locator, expect

from local.demo import BOT_WIDGET_TOKEN, CLOSED_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.axe import grave_findings
from tests.e2e.pages import BotsWords, DashboardPage, WidgetPage, somebody
from tests.e2e.people import Person, new_visitor, start
from tests.e2e.team import Team

PAUSING = "How do I pause my subscription?"
PAUSED = "Pause, change or cancel my subscription"
LAST = "How can I pay?"
"""The last of the demo's articles: a bot that knows it knows them all."""
VAGUE = "subscription money"
"""Likely enough for titles, too unlikely for an answer."""
UNSURE = "beans recipe"
"""Likely enough for an answer, too unlikely for one without the offer of a person."""
LITTLE, SURE = 0.4, 0.8
"""What a bot may be content with, and from where on it offers no person."""
UNSURES = (UNSURE, "milk coffee recipe", "subscription price", "brew coffee at home", "my beans arrived late")
"""One or another is between: how much a word weighs depends on all of the articles."""
BREWING = "How do I brew a good cup?"
UNANSWERABLE = "Will the moon turn purple on my grandmother's birthday?"


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    """Ana is there; and the bot's index is built whole."""
    team = Team(http, stack)
    team.finish_everything()

    def knows_all() -> bool:
        found = team.ana.person.post("/articles/ask", {"question": LAST}).json()
        return [source["title"] for source in found["sources"][:1]] == [LAST]

    wait_for(knows_all)
    return team


@pytest.fixture(scope="module")
def ana(browser: Browser, stack: RunningStack, team: Team) -> Iterator[DashboardPage]:
    with somebody(browser) as page:
        yield DashboardPage(page, stack, team.ana.email)
    team.finish_everything()


@pytest.fixture
def visitor(browser: Browser, stack: RunningStack, team: Team) -> Iterator[WidgetPage]:
    with somebody(browser) as page:
        yield WidgetPage(page, stack, BOT_WIDGET_TOKEN)


@pytest.fixture
def wary(browser: Browser, stack: RunningStack, team: Team, http: httpx.Client) -> Iterator[WidgetPage]:
    """A visitor of a bot that greets nobody, and for which no answer is sure enough."""
    with at_a_bot(browser, stack, team.ana.person, http, threshold=1.0) as page:
        yield page


@pytest.fixture
def bold(browser: Browser, stack: RunningStack, team: Team, http: httpx.Client) -> Iterator[WidgetPage]:
    """A visitor of a bot for which less is sure enough."""
    with at_a_bot(browser, stack, team.ana.person, http, threshold=LITTLE) as page:
        yield page


@contextmanager
def at_a_bot(
    browser: Browser, stack: RunningStack, agent: Person, http: httpx.Client, threshold: float
) -> Iterator[WidgetPage]:
    """Whose widget is gone afterwards."""
    wanted = {"name": "A bot of its own", "handler_type": "ai_bot", "confidence_threshold": threshold}
    widget = agent.post("/widgets", wanted).raise_for_status().json()["widget"]
    with somebody(browser) as page:
        yield WidgetPage(page, stack, widget["token"])
    for begun in agent.get("/conversations", widget_id=widget["id"]).json()["items"]:
        agent.post(f"/conversations/{begun['id']}/close")
    http.delete(f"{agent.base}/widgets/{widget['id']}", headers=agent.headers).raise_for_status()


def unique(text: str) -> str:
    return f"{text} {uuid4().hex[:8]}"


def answers_from(visitor: WidgetPage, title: str, times: int = 1) -> None:
    expect(visitor.page.get_by_role("button", name=f"From: {title}")).to_have_count(times)


def ask(visitor: WidgetPage, question: str) -> str:
    """As the first message of a conversation, whose id this is."""
    with visitor.page.expect_response(lambda response: response.url.endswith("/conversations")) as begun:
        visitor.write(question)
    conversation_id: str = begun.value.json()["conversation"]["id"]
    return conversation_id


def unsure_of(agent: Person) -> tuple[str, str]:
    """A question, and the title of the article that answers it."""
    known = {question: agent.post("/articles/ask", {"question": question}).json() for question in UNSURES}
    between = [(question, found) for question, found in known.items() if LITTLE <= found["confidence"] < SURE]
    assert between, known
    question, found = between[0]
    return question, found["sources"][0]["title"]


def is_in_the_queue(visitor: WidgetPage) -> None:
    expect(visitor.page.get_by_role("status").filter(has_text="You are in the queue")).to_be_visible()


def answered(visitor: Person, conversation_id: str) -> bool:
    return bool(visitor.log(conversation_id)[-1]["sender_type"] == "bot")


def choose(ana: DashboardPage, pane: str, conversation_id: str) -> Locator:
    """The conversation, chosen from a list by its row."""
    ana.go_to(pane)
    ana.page.locator(f'a[href$="/{conversation_id}"]').click()
    expect(ana.page.get_by_role("log")).to_be_visible()
    return ana.page.get_by_role("region", name="Conversation", exact=True)


def test_the_bot_answers_from_an_article_that_can_be_read_and_rated(
    browser: Browser, stack: RunningStack, team: Team
) -> None:
    with somebody(browser) as page:
        bot = BotsWords(page)
        visitor = WidgetPage(page, stack, BOT_WIDGET_TOKEN)
        visitor.write("Hello")
        expect(visitor.log).to_contain_text("I am Kopi")
        visitor.shows("Hello! What can I help you with?")
        bot.hold_back()
        visitor.write(PAUSING)
        expect(page.get_by_role("img", name="Kopi is looking for an answer")).to_be_visible()
        bot.let_through()
        expect(visitor.log).to_contain_text("Pause stops it for as long as you say")
        expect(page.get_by_role("img", name="Kopi is looking for an answer")).to_have_count(0)

        page.get_by_role("button", name=f"From: {PAUSED}").click()
        article = page.get_by_role("dialog", name="Article")
        expect(article.get_by_role("heading", name=PAUSED)).to_be_visible()
        expect(
            article.get_by_role("listitem").filter(has_text="Skip leaves out the next shipment only")
        ).to_be_visible()
        article.get_by_role("button", name="Back to the conversation").click()
        expect(article).to_have_count(0)

        helpful = page.get_by_role("group", name="Was this helpful?")
        with page.expect_response("**/feedback") as stored:
            helpful.get_by_role("button", name="Yes").click()
        assert stored.value.ok
        expect(page.get_by_text("Thank you for telling us.")).to_be_visible()

        visitor.reload()
        expect(page.get_by_role("button", name=f"From: {PAUSED}")).to_be_in_viewport()


def test_what_the_bot_is_not_sure_of_it_offers_by_title(visitor: WidgetPage) -> None:
    visitor.write(VAGUE)
    titles = visitor.page.get_by_role("group", name="Choose an answer")
    expect(titles.get_by_role("button").first).to_be_visible()
    answers_from(visitor, PAUSED, times=0)
    titles.get_by_role("button", name=PAUSED).click()
    answers_from(visitor, PAUSED)
    visitor.shows(PAUSED)
    expect(titles).to_have_count(0)


def test_a_title_that_was_chosen_is_an_answer_however_sure_the_bot_is(wary: WidgetPage) -> None:
    wary.write(UNSURE)
    titles = wary.page.get_by_role("group", name="Choose an answer")
    expect(titles.get_by_role("button").first).to_be_visible()
    answers_from(wary, BREWING, times=0)
    titles.get_by_role("button", name=BREWING).click()
    answers_from(wary, BREWING)
    expect(wary.page.get_by_role("group", name="Was this helpful?")).to_have_count(1)


def test_with_an_answer_that_the_bot_is_not_sure_of_comes_a_button_that_calls_a_person(
    bold: WidgetPage, ana: DashboardPage, team: Team
) -> None:
    question, title = unsure_of(team.ana.person)
    own = ask(bold, question)
    answers_from(bold, title)
    bold.log.get_by_role("button", name="Talk to a person").click()
    is_in_the_queue(bold)
    expect(bold.log.get_by_role("button", name="Talk to a person")).to_have_count(0)
    conversation = choose(ana, "Queue", own)
    expect(conversation.get_by_text("The visitor asked for a person by the button")).to_be_visible()


def test_who_asks_for_a_person_gets_one_who_can_hand_back_to_a_bot_that_has_said_nothing(
    wary: WidgetPage, ana: DashboardPage, team: Team
) -> None:
    own = ask(wary, "I want to talk to a human")
    is_in_the_queue(wary)
    conversation = choose(ana, "Queue", own)
    expect(conversation.get_by_text("The visitor asked for a person", exact=True)).to_be_visible()
    ana.act("Accept")
    assert {message["sender_type"] for message in team.ana.person.log(own)} == {"visitor", "system"}
    ana.pick("More actions", "Hand back to the bot")
    expect(conversation.get_by_text("With the bot")).to_be_visible()


def test_who_writes_on_and_on_to_the_bot_gets_a_person(
    http: httpx.Client, stack: RunningStack, ana: DashboardPage, team: Team
) -> None:
    visitor = new_visitor(http, stack, "Bayu", BOT_WIDGET_TOKEN)
    own = start(visitor, PAUSING)
    for _ in range(7):
        wait_for(lambda: answered(visitor, own))
        visitor.say(own, PAUSING)
    wait_for(lambda: answered(visitor, own))
    assert visitor.get(f"/conversations/{own}").json()["status"] == "active"
    visitor.say(own, PAUSING)
    wait_for(lambda: visitor.get(f"/conversations/{own}").json()["status"] == "pending")
    conversation = choose(ana, "Queue", own)
    expect(conversation.get_by_text("Not solved after 9 messages to the bot")).to_be_visible()


def test_the_visitor_marks_the_question_as_solved_by_keyboard_and_rates_the_bot(
    visitor: WidgetPage, ana: DashboardPage
) -> None:
    page = visitor.page
    own = ask(visitor, PAUSING)
    answers_from(visitor, PAUSED)
    conversation = choose(ana, "All", own)
    more = page.get_by_role("button", name="More")
    more.press("Enter")
    expect(page.get_by_role("menuitem", name="Talk to a person")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="My question is solved")).to_be_focused()
    assert grave_findings(page) == []
    page.keyboard.press("Enter")
    expect(more).to_be_focused()
    expect(page.get_by_text("Marked as solved. Write again if there is more.")).to_be_visible()
    expect(page.get_by_role("group", name="How was this conversation?")).to_be_visible()
    assert grave_findings(page) == []
    expect(conversation.get_by_text("Resolved. It opens again as soon as the visitor writes.")).to_be_visible()
    page.get_by_role("radio", name="5 of 5").check(force=True)

    more.click()
    expect(page.get_by_role("menuitem", name="Download transcript")).to_be_visible()
    expect(page.get_by_role("menuitem", name="My question is solved")).to_have_count(0)
    page.keyboard.press("Escape")
    visitor.write(PAUSING)
    answers_from(visitor, PAUSED, times=2)
    expect(page.get_by_text("Marked as solved. Write again if there is more.")).to_have_count(0)


def test_what_the_bot_does_not_know_an_agent_does_and_hands_back_to_it(
    visitor: WidgetPage, ana: DashboardPage, team: Team
) -> None:
    answer, thanks = unique("Only if she asks it to."), unique("I will tell her.")
    own = ask(visitor, UNANSWERABLE)
    is_in_the_queue(visitor)
    conversation = choose(ana, "Queue", own)
    expect(conversation.get_by_text("The bot was not sure enough to answer")).to_be_visible()
    expect(conversation.get_by_text(re.compile(r"^\d+% sure, 65% needed$"))).to_be_visible()
    ana.act("Accept")
    note = conversation.get_by_role("article").filter(has_text="Internal note")
    expect(note).to_contain_text(f"The visitor asked: “{UNANSWERABLE}”")

    ana.answer(answer)
    visitor.shows(answer)
    expect(visitor.page.get_by_text("You are in the queue")).to_have_count(0)
    visitor.write(thanks)
    ana.shows(thanks)
    ana.pick("More actions", "Hand back to the bot")
    expect(conversation.get_by_text("With the bot")).to_be_visible()
    visitor.write(PAUSING)
    answers_from(visitor, PAUSED)
    expect(conversation.get_by_role("img", name=re.compile("^Confidence"))).to_be_visible()
    visitor.does_not_show("Internal note")


def test_the_bot_is_silent_once_an_agent_has_taken_over(
    visitor: WidgetPage, ana: DashboardPage, team: Team, http: httpx.Client, stack: RunningStack
) -> None:
    answer = unique("I have paused it for you.")
    own = ask(visitor, PAUSING)
    answers_from(visitor, PAUSED)
    choose(ana, "All", own)
    ana.act("Take over")
    visitor.shows("Ana Putri joined the conversation.")
    visitor.write(PAUSING)
    ana.answer(answer)
    visitor.shows(answer)
    # Who asks later is answered later: what the bot had to say to this one it has said by then.
    other = new_visitor(http, stack, "Joko", BOT_WIDGET_TOKEN)
    asked = start(other, PAUSING)
    wait_for(lambda: other.log(asked)[-1]["sender_type"] == "bot")
    answers_from(visitor, PAUSED)


def test_a_message_left_at_night_is_a_ticket_in_the_morning(
    browser: Browser, stack: RunningStack, ana: DashboardPage
) -> None:
    message = unique("Please call me about my order")
    with somebody(browser) as page:
        WidgetPage(page, stack, CLOSED_WIDGET_TOKEN)
        expect(page.get_by_text("The roastery sleeps.")).to_be_visible()
        page.get_by_label("Your name").fill("Rina")
        page.get_by_label("Your email").fill("rina@example.com")
        page.get_by_label("Your message").fill(message)
        page.get_by_role("button", name="Leave message").click()
        told = page.get_by_text(re.compile(r"It is ticket #\d+\. We will answer to rina@example\.com\."))
        number = re.findall(r"#(\d+)", told.inner_text())[0]
    ana.go_to("Tickets")
    ana.page.get_by_role("link", name=re.compile(f"^#{number} ")).click()
    ticket = ana.page.get_by_role("region", name=f"Ticket {number}")
    expect(ticket.get_by_role("region", name="Description")).to_contain_text(message)
    expect(ticket.get_by_text("rina@example.com").first).to_be_visible()
