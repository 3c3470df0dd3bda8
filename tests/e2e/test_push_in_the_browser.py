"""Notifications as an agent's browser shows them, and the list of them in the dashboard.

Chromium without Google's keys reaches no push service, and a private window has none at all: `PushManager.subscribe`
cannot succeed here. The stack's own push service stands in for it. The page is given a subscription of that service,
and what the service has decrypted is handed to the service worker through the DevTools protocol, as a browser would.
The agent's answer to the question for permission is played too: a Chromium without a window has nobody to ask.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, Worker, expect

from local.testing import RunningStack, Subscription, wait_for
from tests.e2e.pages import DashboardPage, somebody
from tests.e2e.people import Person, new_visitor, signed_in_agent, start

BUDI = "budi@demo.example"

ALLOW_AND_SUBSCRIBE = """
    const own = %s;
    const kept = () => {
        const key = localStorage.getItem("test.subscribed");
        if (key === null) return null;
        const bytes = Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
        const unsubscribe = async () => { localStorage.removeItem("test.subscribed"); return true; };
        return { options: { applicationServerKey: bytes.buffer }, toJSON: () => own, unsubscribe };
    };
    let isAllowed = localStorage.getItem("test.allowed") !== null;
    Object.defineProperty(Notification, "permission", { get: () => (isAllowed ? "granted" : "default") });
    Notification.requestPermission = async () => {
        isAllowed = true;
        localStorage.setItem("test.allowed", "");
        return "granted";
    };
    PushManager.prototype.getSubscription = async () => kept();
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
        localStorage.setItem("test.subscribed", applicationServerKey);
        return kept();
    };
"""


class Workplace:
    """Budi's browser: his dashboard, its service worker, and what they are given."""

    def __init__(self, page: Page, stack: RunningStack) -> None:
        self.page = page
        self.origin = stack.url("Site")
        self.subscription: Subscription = stack.subscribe()
        own = {"endpoint": self.subscription.endpoint, "keys": self.subscription.keys}
        page.add_init_script(ALLOW_AND_SUBSCRIBE % json.dumps(own))
        page.context.grant_permissions(["notifications"], origin=self.origin)
        self.registrations: list[str] = []
        self._devtools: CDPSession = page.context.new_cdp_session(page)
        self._devtools.on("ServiceWorker.workerRegistrationUpdated", self._registered)
        self._devtools.send("ServiceWorker.enable")
        self.dashboard = DashboardPage(page, stack, BUDI)

    def _registered(self, event: dict[str, Any]) -> None:
        self.registrations += [each["registrationId"] for each in event["registrations"] if not each["isDeleted"]]

    def turn_on(self) -> None:
        self.dashboard.go_to("Settings")
        self.page.get_by_role("switch", name="Notifications in this browser").click()
        expect(self.page.get_by_text("On: it calls you also while Frontdesk is closed.")).to_be_visible()

    @property
    def worker(self) -> Worker:
        (worker,) = self.page.context.service_workers
        return worker

    def given(self, conversation_id: str) -> list[dict[str, Any]]:
        """What the push service has for this browser about a conversation."""
        payloads = [one["payload"] for one in self.subscription.given()]
        return [payload for payload in payloads if payload["conversation_id"] == conversation_id]

    def deliver(self, payload: dict[str, Any]) -> None:
        arguments = {"origin": self.origin, "registrationId": self.registrations[-1], "data": json.dumps(payload)}
        self._devtools.send("ServiceWorker.deliverPushMessage", arguments)

    def shown(self) -> list[dict[str, Any]]:
        notifications: list[dict[str, Any]] = self.page.evaluate(
            """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
                ({ title, body, tag, icon, requireInteraction }) => ({ title, body, tag, icon, requireInteraction }))"""
        )
        return notifications

    def is_shown(self, **wanted: Any) -> None:
        def found() -> bool:
            return any(wanted.items() <= notification.items() for notification in self.shown())

        wait_for(found)

    def click(self, tag: str) -> None:
        """Nobody can click outside of a page here: the worker is told so, as the browser would tell it."""
        self.worker.evaluate(
            """async (tag) => {
                const [notification] = await registration.getNotifications({ tag });
                dispatchEvent(new NotificationEvent("notificationclick", { notification }));
            }""",
            tag,
        )

    @property
    def bell(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile("^Notifications"))


@pytest.fixture
def budi(http: httpx.Client, stack: RunningStack) -> Iterator[Person]:
    """With nothing in his hands, nothing unread, and no device."""
    agent = signed_in_agent(http, stack, BUDI)
    agent.post("/notifications/read", {})
    yield agent
    for device in agent.get("/notifications/devices").json()["items"]:
        http.delete(f"{agent.base}/notifications/devices/{device['id']}", headers=agent.headers)
    for item in agent.get("/conversations", scope="mine").json()["items"]:
        if item["status"] in ("active", "waiting"):
            agent.post(f"/conversations/{item['id']}/resolve")


@pytest.fixture
def sari(http: httpx.Client, stack: RunningStack) -> Person:
    return new_visitor(http, stack, "Sari")


@pytest.fixture
def workplace(browser: Browser, stack: RunningStack, budi: Person) -> Iterator[Workplace]:
    with somebody(browser) as page:
        yield Workplace(page, stack)


def held(agent: Person, visitor: Person) -> str:
    conversation_id = start(visitor)
    assert agent.post(f"/conversations/{conversation_id}/accept").status_code == 200
    return conversation_id


def test_nothing_is_asked_and_no_worker_is_there_before_the_agent_wants_notifications(workplace: Workplace) -> None:
    workplace.dashboard.go_to("Settings")
    expect(workplace.page.get_by_role("switch", name="Notifications in this browser")).to_be_visible()
    assert workplace.page.context.service_workers == []
    assert workplace.page.evaluate("Notification.permission") == "default"


def test_a_browser_becomes_a_device_and_is_tested(workplace: Workplace, budi: Person) -> None:
    workplace.turn_on()
    page = workplace.page
    assert workplace.worker.url == f"{workplace.origin}/service_worker.js"
    device = page.get_by_role("list", name="Your devices").get_by_role("listitem")
    expect(device).to_have_text(re.compile(r"^Chrome on Linux.*This browser"))
    page.get_by_role("button", name="Send a test notification").click()
    expect(page.get_by_text("One device has it.")).to_be_visible()
    (payload,) = workplace.given("test")
    workplace.deliver(payload)
    workplace.is_shown(title="Frontdesk", body="Notifications reach this device.", tag="test")
    page.get_by_role("button", name="Remove Chrome on Linux").click()
    expect(page.get_by_role("switch", name="Notifications in this browser")).not_to_be_checked()
    wait_for(lambda: budi.get("/notifications/devices").json()["items"] == [])


def test_a_visitors_message_is_shown_and_a_click_opens_its_conversation(
    workplace: Workplace, budi: Person, sari: Person
) -> None:
    workplace.turn_on()
    conversation_id = held(budi, sari)
    sari.say(conversation_id, "Where is my parcel?")
    (payload,) = wait_for(lambda: workplace.given(conversation_id))
    workplace.deliver(payload)
    workplace.is_shown(title="Sari", body="Where is my parcel?", tag=conversation_id, requireInteraction=False)
    workplace.click(conversation_id)
    expect(workplace.page).to_have_url(f"{workplace.origin}/#/inbox/mine/{conversation_id}")
    workplace.dashboard.shows("Where is my parcel?")
    wait_for(lambda: workplace.shown() == [])


def test_what_is_handed_over_stays_on_the_screen(
    workplace: Workplace, stack: RunningStack, http: httpx.Client, budi: Person, sari: Person
) -> None:
    workplace.turn_on()
    ana = signed_in_agent(http, stack, "ana@demo.example")
    me = budi.get("/agents/me").json()["id"]
    with ana.here():
        conversation_id = held(ana, sari)
        assert ana.post(f"/conversations/{conversation_id}/transfer", {"agent_id": me}).status_code == 200
    (payload,) = wait_for(lambda: workplace.given(conversation_id))
    workplace.deliver(payload)
    workplace.is_shown(body="Transferred by Ana Putri", tag=conversation_id, requireInteraction=True)
    # The page itself has shown none beside it.
    assert len(workplace.shown()) == 1


def test_the_bell_tells_what_came_and_what_is_opened_is_read(workplace: Workplace, budi: Person, sari: Person) -> None:
    page = workplace.page
    workplace.dashboard.go_to("Team")
    conversation_id = held(budi, sari)
    sari.say(conversation_id, "Are you there?")
    expect(page.get_by_role("button", name="Notifications, 1 unread")).to_be_visible()
    sari.say(conversation_id, "It is about my parcel.")
    expect(page.get_by_role("button", name="Notifications, 2 unread")).to_be_visible()
    workplace.bell.click()
    row = page.get_by_role("dialog", name="Notifications").get_by_role("link", name=re.compile("^Unread. Sari"))
    expect(row).to_contain_text("It is about my parcel.")
    expect(row).to_contain_text("2 messages")
    row.click()
    workplace.dashboard.shows("It is about my parcel.")
    expect(page.get_by_role("button", name="Notifications", exact=True)).to_be_visible()
    assert wait_for(lambda: budi.get("/notifications").json()["unread_count"] == 0)


def test_all_are_read_at_once(workplace: Workplace, budi: Person, sari: Person) -> None:
    workplace.dashboard.go_to("Team")
    for _ in range(2):
        sari.say(held(budi, sari), "Hello?")
    expect(workplace.page.get_by_role("button", name="Notifications, 2 unread")).to_be_visible()
    workplace.bell.click()
    workplace.page.get_by_role("button", name="Mark all read").click()
    wait_for(lambda: budi.get("/notifications").json()["unread_count"] == 0)


def test_signing_out_takes_the_device_along(workplace: Workplace, budi: Person) -> None:
    workplace.turn_on()
    assert len(budi.get("/notifications/devices").json()["items"]) == 1
    workplace.page.get_by_role("button", name=re.compile("^Account of Budi")).click()
    workplace.page.get_by_role("menuitem", name="Sign out").click()
    expect(workplace.page.get_by_label("Email")).to_be_visible()
    wait_for(lambda: budi.get("/notifications/devices").json()["items"] == [])


def test_a_refused_time_zone_is_named_at_its_field(workplace: Workplace, budi: Person) -> None:
    workplace.dashboard.go_to("Settings")
    page = workplace.page
    page.get_by_role("switch", name="Quiet hours").click()
    zone = page.get_by_label("Time zone")
    zone.fill("Asia/Nowhere")
    page.get_by_role("button", name="Save the quiet hours").click()
    expect(page.get_by_text("Asia/Nowhere is no time zone that is known here.")).to_be_visible()
    expect(zone).to_have_attribute("aria-invalid", "true")
    zone.fill("Asia/Jakarta")
    page.get_by_role("button", name="Save the quiet hours").click()
    expect(page.get_by_role("button", name="Save the quiet hours")).to_have_count(0)
    page.get_by_role("switch", name="Quiet hours").click()
    expect(zone).to_have_count(0)
    # The page shows it before it is so; and who has quiet hours is told less, in other tests too.
    wait_for(lambda: budi.get("/notifications/settings").json().get("quiet_hours") is None)
