"""What a visitor has beside plain words: files and emoji; from right to left, and on a small screen, as well."""

import re
import struct
import zlib

import httpx
from playwright.sync_api import Browser, FilePayload, Page, Route, ViewportSize, expect

from local.demo import CLOSED_WIDGET_TOKEN
from local.testing import RunningStack, wait_for
from tests.e2e.axe import grave_findings
from tests.e2e.pages import WidgetPage, somebody
from tests.e2e.people import Json, Person, signed_in_agent

SMALLEST: ViewportSize = {"width": 320, "height": 568}
DROP = """([name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name, { type: "text/plain" }));
  const log = document.querySelector("#frontdesk").shadowRoot.querySelector(".log");
  for (const type of ["dragover", "drop"]) {
    log.dispatchEvent(new DragEvent(type, { dataTransfer: given, bubbles: true, cancelable: true, composed: true }));
  }
}"""
PASTE = """([name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name, { type: "text/plain" }));
  const field = document.querySelector("#frontdesk").shadowRoot.querySelector("textarea");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true }));
}"""
OVERFLOWS = """() => [...document.querySelector("#frontdesk").shadowRoot.querySelectorAll(".panel *")]
  .filter(each => each.getBoundingClientRect().right > innerWidth + 0.5 || each.getBoundingClientRect().left < -0.5)
  .map(each => each.className)"""
SIDES = """() => ["textarea", ".send", ".title", ".header .icon-button:last-child", ".own .bubble"].map(name =>
  document.querySelector("#frontdesk").shadowRoot.querySelector(name).getBoundingClientRect().x)"""


def picture() -> bytes:
    """A white PNG, 40 by 20."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 40, 20, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * 40) * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def choose(page: Page, name: str, content: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach files").click()
    chooser.value.set_files(FilePayload(name=name, mimeType="", buffer=content))


def arrived(page: Page, name: str) -> None:
    expect(page.get_by_role("log").get_by_role("button", name=f"Download {name}")).to_be_visible()


def those_who_wait_with(agent: Person, words: str) -> list[Json]:
    """The conversations in the queue whose last message this is."""
    queue = agent.get("/queue", limit=100).json()["items"]
    return [each for each in queue if each["last_message"]["content"] == words]


def test_files_go_by_button_paste_and_drop_and_are_had_back(
    browser: Browser, http: httpx.Client, stack: RunningStack
) -> None:
    with somebody(browser) as page:
        visitor = WidgetPage(page, stack)
        visitor.write("The pictures follow")
        visitor.shows("The pictures follow")
        choose(page, "photo.png", picture())
        arrived(page, "photo.png")
        expect(page.get_by_role("log").locator("img")).to_have_js_property("naturalWidth", 40)
        page.evaluate(PASTE, ["pasted.txt", "From the clipboard"])
        arrived(page, "pasted.txt")
        page.evaluate(DROP, ["dropped.txt", "From the desktop"])
        arrived(page, "dropped.txt")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download pasted.txt").click()
        assert download.value.path().read_text() == "From the clipboard"

        choose(page, "tool.exe", b"MZ")
        expect(page.get_by_text("Files of this kind cannot be sent here.")).to_be_visible()
        assert grave_findings(page) == []
        page.get_by_role("button", name="Do not send tool.exe").click()
        uploads = re.compile("/uploads$")
        page.route(uploads, lambda route: route.abort())
        choose(page, "later.txt", b"When the line is back")
        expect(page.get_by_text("The server cannot be reached.")).to_be_visible()
        page.unroute(uploads)
        page.get_by_role("button", name="Try again").click()
        arrived(page, "later.txt")
        expect(page.get_by_role("list", name="Files on their way")).to_have_count(0)

        ana = signed_in_agent(http, stack, "ana@demo.example")
        [conversation] = wait_for(lambda: those_who_wait_with(ana, "later.txt"))
        names = [message["content"] for message in ana.log(conversation["id"]) if message["type"] == "file"]
        assert names == ["photo.png", "pasted.txt", "dropped.txt", "later.txt"]


def test_emoji_and_stars_are_chosen_by_keyboard_and_the_unread_are_in_the_title(
    browser: Browser, http: httpx.Client, stack: RunningStack
) -> None:
    with somebody(browser) as page:
        visitor = WidgetPage(page, stack)
        title = page.title()
        field = page.get_by_role("textbox", name="Write a message")
        field.press_sequentially("Thanks  a lot")
        for _ in " a lot":
            field.press("ArrowLeft")
        page.get_by_role("button", name="Emoji").press("Enter")
        expect(page.get_by_role("button", name="😀")).to_be_focused()
        assert grave_findings(page) == []
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(field).to_be_focused()
        expect(field).to_have_value("Thanks 😄 a lot")
        field.press("Enter")
        visitor.shows("Thanks 😄 a lot")
        page.get_by_role("button", name="More").click()
        page.get_by_role("menuitem", name="Turn sound off").click()
        page.get_by_role("button", name="More").click()
        expect(page.get_by_role("menuitem", name="Turn sound on")).to_be_visible()
        page.get_by_role("button", name="Close chat").first.click()

        ana = signed_in_agent(http, stack, "ana@demo.example")
        # The page shows it before it has arrived.
        [waiting] = wait_for(lambda: those_who_wait_with(ana, "Thanks 😄 a lot"))
        with ana.here():
            ana.post(f"/conversations/{waiting['id']}/accept")
            ana.say(waiting["id"], "You are welcome")
        expect(page).to_have_title(re.compile(rf"^\(\d\) {re.escape(title)}$"))
        page.get_by_role("button", name="Open chat, ").click()
        expect(page).to_have_title(title)

        ana.post(f"/conversations/{waiting['id']}/resolve")
        page.get_by_role("radio", name="2 of 5").check(force=True)
        page.get_by_role("radio", name="2 of 5").press("ArrowRight")
        expect(page.get_by_role("radio", name="3 of 5")).to_be_checked()
        page.get_by_role("textbox", name="Anything you would like to add?").fill("Quick, and kind")
        assert grave_findings(page) == []
        page.get_by_role("button", name="Send feedback").press("Enter")
        expect(page.get_by_text("Thank you for telling us.")).to_be_visible()
        rated = ana.get(f"/conversations/{waiting['id']}").json()
        assert (rated["rating"], rated["feedback"]) == (3, "Quick, and kind")
        ana.post(f"/conversations/{waiting['id']}/close")
        page.get_by_role("button", name="Start a new conversation").click()
        expect(field).to_be_focused()


def test_from_right_to_left_it_is_its_own_mirror_and_fits_the_smallest_screen(
    browser: Browser, stack: RunningStack
) -> None:
    def mirrored(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("ltr", "rtl"))

    with somebody(browser) as page:
        visitor = WidgetPage(page, stack)
        visitor.write("Which way do you read?")
        visitor.shows("Which way do you read?")
        page.set_viewport_size(SMALLEST)
        field, send, title, close, own = page.evaluate(SIDES)
        assert field < send
        assert title < close
        assert page.evaluate(OVERFLOWS) == []
        page.route("**/widget/en-*.js", mirrored)
        visitor.reload()
        visitor.shows("Which way do you read?")
        mirrored_field, mirrored_send, mirrored_title, mirrored_close, mirrored_own = page.evaluate(SIDES)
        assert mirrored_send < mirrored_field
        assert mirrored_close < mirrored_title
        assert mirrored_own < own
        assert page.evaluate(OVERFLOWS) == []
        assert grave_findings(page) == []


def loaded_at_another_hour(page: Page) -> None:
    """What the page is told as it is loaded is the contrary of what holds by the time at which it is used."""

    def contrary(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        route.fulfill(response=answer, json={**told, "open_now": not told["open_now"]})

    page.route("**/config", contrary, times=1)


def test_what_cannot_be_sent_as_the_company_has_closed_meanwhile_becomes_a_ticket(
    browser: Browser, stack: RunningStack
) -> None:
    with somebody(browser) as page:
        loaded_at_another_hour(page)
        visitor = WidgetPage(page, stack, CLOSED_WIDGET_TOKEN)
        visitor.write("Do you still have the blue cups?")
        expect(page.get_by_role("alert")).to_contain_text("We have closed meanwhile.")
        expect(page.get_by_label("Your message")).to_have_value("Do you still have the blue cups?")
        expect(page.get_by_label("Your name")).to_be_focused()
        assert grave_findings(page) == []
        visitor.reload()
        page.get_by_label("Your name").fill("Rina")
        page.get_by_label("Your email").fill("rina@example.com")
        expect(page.get_by_label("Your message")).to_have_value("Do you still have the blue cups?")
        page.get_by_role("button", name="Leave message").click()
        thanks = page.get_by_role("status").filter(has_text="We will answer to rina@example.com.")
        expect(thanks).to_be_focused()
        expect(page.get_by_role("alert")).to_have_count(0)
        visitor.reload()
        expect(page.get_by_text("The roastery sleeps.")).to_be_visible()
        visitor.does_not_show("Not sent.")


def test_a_form_that_is_refused_as_the_company_has_opened_meanwhile_is_sent_as_a_chat(
    browser: Browser, stack: RunningStack
) -> None:
    with somebody(browser) as page:
        loaded_at_another_hour(page)
        visitor = WidgetPage(page, stack)
        page.get_by_label("Your name").fill("Rina")
        page.get_by_label("Your email").fill("rina@example.com")
        page.get_by_label("Your message").fill("And the green ones?")
        page.get_by_role("button", name="Leave message").click()
        expect(page.get_by_role("alert")).to_contain_text("We are here again.")
        composer = page.get_by_role("textbox", name="Write a message")
        expect(composer).to_have_value("And the green ones?")
        expect(composer).to_be_focused()
        assert grave_findings(page) == []
        composer.press("Enter")
        visitor.shows("And the green ones?")
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(composer).to_have_value("")
