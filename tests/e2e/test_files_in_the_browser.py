"""Files in the dashboard: an agent sends some and sees what the visitor has sent."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, Request, expect

from local.testing import RunningStack
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import Person, client_id, new_visitor, start
from tests.e2e.test_files import a_picture, upload

PICTURE: FilePayload = {"name": "label.png", "mimeType": "image/png", "buffer": a_picture(40, 30)}
PAGE: FilePayload = {"name": "page.png", "mimeType": "image/png", "buffer": b"<!doctype html><p>x"}
PROGRAM: FilePayload = {"name": "run.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
INPUT = "input[type=file]"
TRAY = "Files on their way"


@pytest.fixture
def sari(http: httpx.Client, stack: RunningStack) -> Person:
    return new_visitor(http, stack, "Sari")


@pytest.fixture
def ana(browser: Browser, stack: RunningStack) -> Iterator[DashboardPage]:
    """Her page refuses nothing that it needs: what its policy blocks is told on the console."""
    with somebody(browser) as page:
        blocked: list[str] = []
        page.on("console", lambda said: blocked.append(said.text) if "Content Security Policy" in said.text else None)
        yield DashboardPage(page, stack, "ana@demo.example")
        assert blocked == []


@pytest.fixture
def conversation_id(sari: Person) -> Iterator[str]:
    started = start(sari, "Which label do I use?")
    yield started
    sari.post(f"/conversations/{started}/end")


@pytest.fixture
def page(ana: DashboardPage, conversation_id: str, stack: RunningStack) -> Page:
    """The conversation, in Ana's hands."""
    ana.page.goto(f"{stack.url('Site')}/#/inbox/queue/{conversation_id}")
    ana.act("Accept")
    expect(ana.page.get_by_role("textbox", name="Your answer")).to_be_visible()
    return ana.page


def is_upload(request: Request) -> bool:
    return request.method == "POST" and "/api/" not in request.url


def test_an_agent_sends_a_picture_and_the_visitor_has_it(page: Page, sari: Person, conversation_id: str) -> None:
    page.locator(INPUT).set_input_files(PICTURE)
    card = page.get_by_role("button", name="Download label.png")
    expect(card).to_be_visible()
    shown = card.locator("img")
    expect(shown).to_have_js_property("naturalWidth", 40)
    expect(page.get_by_role("list", name=TRAY)).to_have_count(0)
    message = sari.log(conversation_id)[-1]
    assert (message["type"], message["attachment"]["name"]) == ("file", "label.png")
    with page.expect_download() as download:
        card.click()
    assert download.value.suggested_filename == "label.png"
    assert download.value.path().read_bytes() == PICTURE["buffer"]


def test_an_agent_sees_the_visitors_picture(page: Page, sari: Person, conversation_id: str) -> None:
    own = client_id(1)
    attachment = upload(sari, conversation_id, own, "parcel.png", a_picture(30, 20))
    message = {"client_id": own, "base_seq": 1, "content": "x", "attachment_id": attachment}
    assert sari.post(f"/conversations/{conversation_id}/messages", message).status_code == 201
    picture = page.get_by_role("button", name="Download parcel.png").locator("img")
    expect(picture).to_have_js_property("naturalWidth", 30)


def test_what_is_not_taken_is_said_and_can_be_discarded(page: Page, sari: Person, conversation_id: str) -> None:
    page.locator(INPUT).set_input_files([PROGRAM, PAGE])
    tray = page.get_by_role("list", name=TRAY)
    expect(tray.get_by_text("Files of this kind are not taken.")).to_be_visible()
    expect(tray.get_by_text("This file's content is not that of a PNG file.")).to_be_visible()
    for name in ("run.exe", "page.png"):
        page.get_by_role("button", name=f"Discard {name}").click()
    expect(tray).to_have_count(0)
    assert [message["type"] for message in sari.log(conversation_id)] == ["text", "system"]


def test_an_upload_that_breaks_off_is_tried_again_and_sent_once(page: Page, sari: Person, conversation_id: str) -> None:
    elsewhere = re.compile(r"attachmentsbucket")
    page.route(elsewhere, lambda route: route.abort() if is_upload(route.request) else route.continue_())
    page.locator(INPUT).set_input_files(PICTURE)
    again = page.get_by_role("button", name="Try label.png again")
    expect(again).to_be_visible()
    page.unroute(elsewhere)
    again.click()
    expect(page.get_by_role("button", name="Download label.png")).to_be_visible()
    assert [message["type"] for message in sari.log(conversation_id)] == ["text", "system", "file"]
