"""The widget on other people's pages: under a strict policy, as a module, as an element; what bots' visitors see."""

import re
from collections.abc import Iterator
from time import time
from typing import Any

import httpx
import jwt
import pytest
from playwright.sync_api import Browser, Page, expect

from local.demo import BOT_WIDGET_TOKEN, CLOSED_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.axe import grave_findings
from tests.e2e.pages import WidgetPage, somebody
from tests.e2e.people import signed_in_agent
from tests.e2e.sites import STRICT_POLICY, Publish, published

QUESTION = "How long does delivery take?"
SOURCE = re.compile("^From: ")


@pytest.fixture(scope="module", autouse=True)
def _a_bot_that_knows(http: httpx.Client, stack: RunningStack) -> None:
    ana = signed_in_agent(http, stack, "ana@demo.example")

    def knows() -> bool:
        answer: dict[str, bool] = ana.post("/articles/ask", {"question": QUESTION}).json()
        return answer["would_answer"]

    wait_for(knows, 60)


@pytest.fixture
def publish() -> Iterator[Publish]:
    with published() as put:
        yield put


def noting_complaints(page: Page) -> list[str]:
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    return complaints


def ask_the_bot(page: Page) -> None:
    composer = page.get_by_role("textbox", name="Write a message")
    composer.fill(QUESTION)
    composer.press("Enter")
    expect(page.get_by_role("button", name=SOURCE)).to_be_visible()


def test_a_bots_answer_is_read_rated_and_taken_to_a_person(browser: Browser, stack: RunningStack) -> None:
    with somebody(browser) as page:
        WidgetPage(page, stack, BOT_WIDGET_TOKEN)
        ask_the_bot(page)
        assert grave_findings(page) == []
        page.get_by_role("button", name=SOURCE).click()
        article = page.get_by_role("dialog", name="Article")
        expect(article.get_by_role("link", name="Open as a page")).to_be_visible()
        assert grave_findings(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name=SOURCE)).to_be_focused()
        page.get_by_role("button", name="No", exact=True).click()
        page.get_by_role("button", name="Talk to a person").click()
        expect(page.get_by_text("You are in the queue")).to_be_visible()
        expect(page.get_by_text("A person has been asked to take over.")).to_have_count(1)


def test_a_message_for_people_who_are_not_there_becomes_a_ticket(browser: Browser, stack: RunningStack) -> None:
    with somebody(browser) as page:
        WidgetPage(page, stack, CLOSED_WIDGET_TOKEN)
        page.get_by_label("Your name").fill("Rina")
        page.get_by_label("Your email").fill("rina@")
        page.get_by_label("Your message").fill("Please call me about my order.")
        page.get_by_role("button", name="Leave message").click()
        expect(page.get_by_text("This does not look like an email address.")).to_be_visible()
        expect(page.get_by_label("Your email")).to_be_focused()
        assert grave_findings(page) == []
        page.get_by_label("Your email").fill("rina@example.com")
        page.get_by_role("button", name="Leave message").click()
        expect(page.get_by_text("We will answer to rina@example.com.")).to_be_visible()


def test_it_works_under_a_strict_policy_with_trusted_types(
    browser: Browser, stack: RunningStack, publish: Publish
) -> None:
    script = f"{stack.url('Site')}/api/widget/{BOT_WIDGET_TOKEN}/script.js"
    with somebody(browser) as page:
        complaints = noting_complaints(page)
        page.goto(publish(f'<script nonce="n1" src="{script}" async></script>', STRICT_POLICY))
        page.get_by_role("button", name="Open chat").click()
        ask_the_bot(page)
        page.get_by_role("button", name=SOURCE).click()
        expect(page.get_by_role("link", name="Open as a page")).to_be_visible()
        assert complaints == []


def test_a_built_site_creates_it_by_its_module_and_takes_it_away(
    browser: Browser, stack: RunningStack, publish: Publish
) -> None:
    given = {"backendUrl": stack.url("Site"), "token": BOT_WIDGET_TOKEN, "autoOpen": True, "position": "top-left"}
    with somebody(browser) as page:
        page.goto(publish("", None))
        sent = page.evaluate(
            """async (given) => {
              const { createFrontdesk } = await import(given.backendUrl + "/widget/frontdesk.js");
              window.heard = [];
              window.chat = createFrontdesk(given);
              for (const event of ["ready", "open", "sent", "queue", "escalation"]) {
                chat.on(event, () => heard.push(event));
              }
              return chat.send("Is anybody there?");
            }""",
            given,
        )
        assert sent["seq"] > 0
        expect(page.get_by_role("log").get_by_text("Is anybody there?")).to_be_visible()
        page.evaluate("chat.escalate({ reason: 'in a hurry' })")
        expect(page.get_by_text("You are in the queue")).to_be_visible()
        page.evaluate("chat.setLocale('id')")
        expect(page.get_by_text("Anda sudah masuk antrean")).to_be_visible()
        heard = page.evaluate("heard")
        assert set(heard) == {"escalation", "open", "queue", "ready", "sent"}
        assert (heard.count("open"), heard.count("ready")) == (2, 1)
        page.wait_for_function("chat.isConnected")
        page.evaluate("chat.destroy({ storage: true })")
        expect(page.locator("#frontdesk")).to_have_count(0)
        assert page.evaluate("localStorage.length") == 0


def test_the_markup_that_the_dashboard_shows_is_enough_for_the_element(
    browser: Browser, http: httpx.Client, stack: RunningStack, publish: Publish
) -> None:
    ana = signed_in_agent(http, stack, "ana@demo.example")
    widget = next(each for each in ana.get("/widgets").json()["items"] if each["token"] == BOT_WIDGET_TOKEN)
    code = ana.get(f"/widgets/{widget['id']}/embed-code", site_url=stack.url("Site")).json()
    with somebody(browser) as page:
        page.goto(publish(code["element"], None))
        page.get_by_role("button", name="Open chat").click()
        expect(page.get_by_role("textbox", name="Write a message")).to_be_focused()
        page.evaluate("document.querySelector('frontdesk-chat').remove()")
        expect(page.locator("#frontdesk")).to_have_count(0)


def test_a_site_proves_who_its_visitor_is(browser: Browser, http: httpx.Client, stack: RunningStack) -> None:
    ana = signed_in_agent(http, stack, "ana@demo.example")
    made = ana.post("/widgets", {"name": "Members"}).json()
    with somebody(browser) as page:
        visitor = WidgetPage(page, stack, made["widget"]["token"])
        visitor.write("Is my order on its way?")
        visitor.shows("Is my order on its way?")
        # What has been started by then changes hands at once, what is on its way a moment later.
        expect(visitor.log.get_by_text("Sent", exact=True)).to_be_visible()
        expired = signed(made["secret_key"], exp=1)
        assert "expired" in page.evaluate(
            "token => Frontdesk('identify', { token }).then(() => 'accepted', error => error.message)", expired
        )
        token = signed(made["secret_key"], sub="customer-7", name="Rina Wati", email="rina@mail.example")
        page.evaluate("token => Frontdesk('identify', { token })", token)
        known = page.evaluate("Frontdesk('get', 'visitor')")
        assert (known["name"], known["verified"]) == ("Rina Wati", True)
        visitor.write("Number 4711.")
        visitor.shows("Number 4711.")
        visitor.shows("Is my order on its way?")
        (found,) = ana.get("/conversations", widget_id=made["widget"]["id"]).json()["items"]
        # The page shows it before it has arrived.
        wait_for(lambda: len(ana.log(found["id"])) > 1)
    (found,) = ana.get("/conversations", widget_id=made["widget"]["id"]).json()["items"]
    assert (found["visitor"]["name"], found["visitor"]["verified"]) == ("Rina Wati", True)
    assert [message["content"] for message in ana.log(found["id"])] == ["Is my order on its way?", "Number 4711."]


def signed(secret_key: str, **claims: Any) -> str:
    """As a site's server signs it."""
    return jwt.encode({"sub": "somebody", "exp": int(time()) + 600, **claims}, secret_key, algorithm="HS256")
