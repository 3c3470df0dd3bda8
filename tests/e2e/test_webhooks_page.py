"""Webhooks: an admin adds one in the browser, a server of theirs is told, fails, is told again, and is sent it anew."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from local.testing import RunningStack, wait_for
from tests.e2e.axe import grave_findings
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import Json, new_visitor, start
from tests.e2e.receiver import Receiver, Taken, receiving
from tests.e2e.team import Team

WORDS = "Do you deliver to Bandung?"


@pytest.fixture(scope="module")
def team(http: httpx.Client, stack: RunningStack) -> Team:
    return Team(http, stack)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def desk(browser: Browser, stack: RunningStack, team: Team) -> Iterator[Page]:
    with somebody(browser) as page:
        DashboardPage(page, stack, team.ana.email)
        page.goto(f"{stack.url('Site')}/#/webhooks")
        yield page


@pytest.fixture(autouse=True)
def _none_are_left(team: Team) -> Iterator[None]:
    yield
    ana = team.ana.person
    for webhook in ana.get("/webhooks").json()["items"]:
        ana.http.delete(f"{ana.base}/webhooks/{webhook['id']}", headers=ana.headers)


def add(page: Page, receiver: Receiver) -> None:
    """A webhook for everything; the receiver learns its secret from the page."""
    page.get_by_role("button", name="New webhook").click()
    page.get_by_role("button", name="Choose all").click()
    page.get_by_role("textbox", name="Address").fill(receiver.url)
    page.get_by_role("textbox", name="Description").fill("CRM")
    page.get_by_role("button", name="Add").click()
    shown = page.get_by_role("dialog", name="The webhook is added").locator("code")
    expect(shown).to_have_text(re.compile("^whsec_"))
    receiver.secret = shown.inner_text()
    page.get_by_role("button", name="I have kept it").click()


def delivery(page: Page, event: Taken) -> Locator:
    return page.get_by_role("region", name="Deliveries").get_by_role("listitem").filter(has_text=event.id)


def told(receiver: Receiver, kind: str, times: int, of: str = "") -> list[Taken]:
    """Of one conversation, by its id: a stream that is late may still tell of what other files have left."""
    wait_for(lambda: len(receiver.told(kind, of)) >= times)
    return receiver.told(kind, of)


def test_a_webhook_is_told_of_a_conversation_fails_and_is_sent_it_again(
    desk: Page, stack: RunningStack, http: httpx.Client, receiver: Receiver
) -> None:
    add(desk, receiver)
    receiver.statuses["webhook.test"].append(503)
    desk.get_by_role("button", name="Send a test event").click()
    first, last = told(receiver, "webhook.test", 2)
    assert (first.status, last.status, last.id) == (503, 204, first.id)
    own = start(new_visitor(http, stack), WORDS)
    assert told(receiver, "conversation.started", 1, own)
    (said,) = told(receiver, "message.created", 1, own)
    assert said.body["data"]["message"]["content"] == WORDS
    row = delivery(desk, said)

    def is_logged() -> bool:
        """A delivery is noted once it has been answered: the receiver knows of it earlier."""
        desk.get_by_role("button", name="Refresh").click()
        return row.count() == 1

    wait_for(is_logged)
    expect(row).to_contain_text("Delivered")
    row.locator("summary").click()
    row.get_by_role("button", name="Send again").click()
    assert [taken.id for taken in told(receiver, "message.created", 2, own)] == [said.id, said.id]
    tried = delivery(desk, last)
    tried.locator("summary").click()
    expect(tried.get_by_role("row")).to_have_count(3)
    expect(tried.get_by_role("cell", name="Answered 503")).to_have_count(1)
    assert grave_findings(desk) == []


def test_a_job_that_comes_twice_goes_out_under_one_id(
    stack: RunningStack, team: Team, receiver: Receiver, http: httpx.Client
) -> None:
    made: Json = team.ana.person.post("/webhooks", {"url": receiver.url, "events": ["rating.given"]}).json()
    receiver.secret = made["secret_key"]
    job = {
        "tenant_id": "demo",
        "webhook_id": made["webhook"]["id"],
        "type": "rating.given",
        "subject_id": start(new_visitor(http, stack), WORDS),
        "number": 2,
        "at": "2026-01-05T09:00:00.000Z",
    }
    receiver.statuses["rating.given"].append(500)
    queue = stack.outputs().references["WebhookQueue"]
    for _ in range(2):
        stack.client("sqs").send_message(QueueUrl=queue, MessageBody=json.dumps(job))
    assert len({taken.id for taken in told(receiver, "rating.given", 2)}) == 1
