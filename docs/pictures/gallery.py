"""Every picture, in the order in which it is taken. A screen has one name; `_dark` and `_phone` follow it."""

import json
import re
from base64 import b64encode
from functools import partial
from typing import Any

from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from docs.pictures.camera import Camera
from docs.pictures.cast import QUEUE, RINA, RINA_AND_ANA, TICKETS
from docs.pictures.scene import Scene, page_of
from local.testing import RunningStack
from tests.e2e.pages import DashboardPage, WidgetPage
from tests.e2e.people import WIDGET, Person

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SHARPNESS = 1.5
TOGETHER = """<style>
  body { margin: 0; width: 1600px; height: 960px; position: relative; }
  body { background: linear-gradient(160deg, #eef0fb, #dfe3f4); }
  img { position: absolute; border-radius: 12px; box-shadow: 0 24px 60px rgb(30 27 75 / 0.25); }
</style>
<img src="data:image/png;base64,%s" style="left: 40px; top: 40px; width: 1300px">
<img src="data:image/png;base64,%s" style="right: 40px; bottom: 40px; width: 340px; border-radius: 28px">"""


class Gallery:
    def __init__(self, browser: Browser, stack: RunningStack, scene: Scene, camera: Camera) -> None:
        self._browser = browser
        self._stack = stack
        self._scene = scene
        self._camera = camera

    def fill(self) -> None:
        self._sign_in()
        ana = self._desk("ana")
        self._desk("budi")
        citra = self._desk("citra")
        self._scene.set_up()
        shop, conversation_id = self._rina()
        self._scene.fill_hands()
        self._scene.use_responses()
        ticket = self._scene.make_tickets()
        asked = self._scene.ask_the_bot()
        self._scene.fill_queue()
        ana.get_by_role("button", name="Not now").click()
        citra.goto(self._url(f"/inbox/all/{conversation_id}"))
        desk = self._inbox(ana, conversation_id)
        self._pages(ana)
        self._analytics(ana)
        self._workflow(ana)
        self._tickets(ana, ticket)
        self._bot(ana, asked)
        self._widget(shop)
        self._together(desk, shop.screenshot())

    def _sign_in(self) -> None:
        page = self._page()
        page.goto(self._stack.url("Site"))
        expect(page.get_by_label("Email")).to_be_visible()
        self._in_all_lights(page, "sign_in")
        page.context.close()

    def _desk(self, name: str) -> Page:
        return DashboardPage(self._page(), self._stack, f"{name}@demo.example").page

    def _rina(self) -> tuple[Page, str]:
        """Her page of the shop, with the widget open, and her conversation, in which everything has been said."""
        page = self._page(PHONE, device=RINA.device)
        whereabouts = {"page": page_of(RINA)}
        page.route(f"**{WIDGET}/session", partial(_told, {"name": RINA.name, "email": RINA.email} | whereabouts))
        page.route(f"**{WIDGET}/conversations", partial(_told, whereabouts))
        shop = WidgetPage(page, self._stack)
        with (
            page.expect_response(f"**{WIDGET}/session") as session,
            page.expect_response(f"**{WIDGET}/conversations") as started,
        ):
            shop.write(RINA.says)
        base, origin = self._stack.url("Site") + WIDGET, self._stack.url("demo")
        headers = {"Authorization": f"Bearer {session.value.json()['visitor_token']}", "Origin": origin}
        visitor = Person(self._scene.http, base, headers, origin)
        conversation_id: str = started.value.json()["conversation"]["id"]
        self._scene.hand_over(conversation_id, visitor)
        shop.shows(RINA_AND_ANA[-1])
        return page, conversation_id

    def _inbox(self, page: Page, conversation_id: str) -> bytes:
        page.goto(self._url(f"/inbox/mine/{conversation_id}"))
        expect(page.get_by_role("log").get_by_text(RINA_AND_ANA[-1])).to_be_visible()
        expect(page.get_by_text("Last seen")).to_be_visible()
        desk = self._camera.take(page, "inbox")
        self._in_dark(page, "inbox_dark")
        self._at_work(page)
        page.set_viewport_size(PHONE)
        self._camera.take(page, "conversation_phone")
        page.goto(self._url("/inbox/mine"))
        expect(page.get_by_text("Joko Susilo")).to_be_visible()
        self._camera.take(page, "inbox_phone")
        page.set_viewport_size(DESKTOP)
        return desk

    def _at_work(self, page: Page) -> None:
        """What opens over a conversation."""
        composer = page.get_by_role("textbox", name="Your answer")
        composer.fill("/")
        expect(page.get_by_role("listbox", name="Canned responses")).to_be_visible()
        self._camera.take(page, "composer")
        composer.fill("")
        for keys, name in (("Control+k", "palette"), ("t", "transfer")):
            page.get_by_role("log").focus()
            page.keyboard.press(keys)
            expect(page.get_by_role("dialog")).to_be_visible()
            self._camera.take(page, name)
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_have_count(0)

    def _pages(self, page: Page) -> None:
        for name, path, shown in (
            ("queue", "/queue", QUEUE[0].name),
            ("team", "/team", "Dewi Anggraini"),
            ("canned_responses", "/canned-responses", "/refund"),
            ("settings", "/settings", "Next in the list"),
            ("overview", "/overview", "Budi Santoso"),
        ):
            page.goto(self._url(path))
            expect(page.get_by_text(shown).first).to_be_visible()
            if name == "team":
                page.get_by_role("button", name="Conversations of Budi Santoso").click()
                expect(page.get_by_role("list", name="Conversations of Budi Santoso")).to_be_visible()
            self._in_all_lights(page, name)
        page.goto(self._url("/canned-responses"))
        page.get_by_role("button", name="/refund Refund").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("End")
        self._camera.take(page, "canned_response_editor")
        page.keyboard.press("Escape")

    def _analytics(self, page: Page) -> None:
        page.goto(self._url("/analytics"))
        page.get_by_role("combobox", name="Period").click()
        page.get_by_role("option", name="Today").click()
        expect(page.get_by_role("img", name=re.compile("^Chart: ")).first).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        self._in_all_lights(page, "analytics")

    def _workflow(self, page: Page) -> None:
        page.goto(self._url("/workflows"))
        page.get_by_role("link", name="Coffee guide").click()
        page.get_by_role("button", name="Find my coffee").click()
        page.get_by_role("button", name="I cannot say").click()
        expect(page.get_by_role("log")).to_contain_text("How many cups do you drink")
        self._in_all_lights(page, "workflow")
        page.get_by_role("tab", name="Steps").click()
        self._camera.take(page, "workflow_steps")

    def _tickets(self, page: Page, number: int) -> None:
        page.goto(self._url("/tickets"))
        page.get_by_role("combobox", name="Status").click()
        page.get_by_role("option", name="Any status").click()
        expect(page.get_by_text(TICKETS[0][0].name)).to_be_visible()
        self._in_all_lights(page, "tickets")
        page.goto(self._url(f"/tickets/{number}"))
        expect(page.get_by_role("region", name="Description")).to_be_visible()
        self._camera.take(page, "ticket")

    def _bot(self, page: Page, conversation_id: str) -> None:
        page.goto(self._url(f"/inbox/all/{conversation_id}"))
        page.get_by_role("button", name=re.compile(r"^\d sources?$")).click()
        expect(page.get_by_text("Another article answers it…")).to_be_visible()
        self._camera.take(page, "bot_answer")

    def _widget(self, shop: Page) -> None:
        self._camera.take(shop, "widget_phone")
        shop.set_viewport_size(DESKTOP)
        shop.get_by_role("log").get_by_text(RINA_AND_ANA[-1]).scroll_into_view_if_needed()
        self._camera.take(shop, "widget")
        shop.set_viewport_size(PHONE)

    def _in_all_lights(self, page: Page, name: str) -> None:
        """Light and dark at a desk, and light on a phone."""
        self._camera.take(page, name)
        self._in_dark(page, f"{name}_dark")
        page.set_viewport_size(PHONE)
        self._camera.take(page, f"{name}_phone")
        page.set_viewport_size(DESKTOP)

    def _in_dark(self, page: Page, name: str) -> None:
        page.emulate_media(color_scheme="dark")
        self._camera.take(page, name)
        page.emulate_media(color_scheme="light")

    def _together(self, desk: bytes, shop: bytes) -> None:
        page = self._browser.new_page(viewport={"width": 1600, "height": 960})
        page.set_content(TOGETHER % (b64encode(desk).decode(), b64encode(shop).decode()))
        self._camera.take(page, "frontdesk")

    def _page(self, size: ViewportSize = DESKTOP, device: str | None = None) -> Page:
        context = self._browser.new_context(
            viewport=size,
            user_agent=device,
            locale="en-GB",
            timezone_id="Asia/Jakarta",
            color_scheme="light",
            device_scale_factor=SHARPNESS,
            reduced_motion="reduce",
        )
        return context.new_page()

    def _url(self, path: str) -> str:
        return f"{self._stack.url('Site')}/#{path}"


def _told(more: dict[str, Any], route: Route) -> None:
    """The widget's own request, by somebody whom the shop knows, from a page that the demo does not have."""
    if route.request.method == "POST":
        route.continue_(post_data=json.dumps(json.loads(route.request.post_data or "{}") | more))
    else:
        route.continue_()
