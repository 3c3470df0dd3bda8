"""The widget and the dashboard as people use them: by what is written on them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Request,
    Route,
    ViewportSize,
    WebSocketRoute,
    expect,
)

from local.demo import PASSWORD, WIDGET_TOKEN
from local.testing import RunningStack

DESKTOP: ViewportSize = {"width": 1280, "height": 800}


@contextmanager
def somebody(browser: Browser, *, websockets: bool = True) -> Iterator[Page]:
    """A page of a browser that nobody has used before. Whatever breaks on it fails the test."""
    context = browser.new_context(viewport=DESKTOP, locale="en-GB")
    broken: list[str] = []
    context.on("weberror", lambda error: broken.append(str(error.error)))
    if not websockets:
        block_websockets(context)
    yield context.new_page()
    context.close()
    assert broken == []


def block_websockets(context: BrowserContext) -> None:
    context.route_web_socket(re.compile(".*"), lambda socket: socket.close())


def requests_under_way(page: Page) -> set[Request]:
    """What the page has asked for and not yet been answered, from now on, as it changes."""
    under_way: set[Request] = set()

    def begun(request: Request) -> None:
        under_way.add(request)

    def over(request: Request) -> None:
        under_way.discard(request)

    page.on("request", begun)
    page.on("requestfinished", over)
    page.on("requestfailed", over)
    return under_way


class WidgetPage:
    """The demo shop with its widget, or with another one of the same company."""

    def __init__(self, page: Page, stack: RunningStack, widget: str = WIDGET_TOKEN) -> None:
        def to_this_widget(route: Route) -> None:
            # And on to who was there before: `continue_` would keep it from them.
            route.fallback(url=route.request.url.replace(WIDGET_TOKEN, widget))

        self.page = page
        if widget != WIDGET_TOKEN:
            page.route(f"**/api/widget/{WIDGET_TOKEN}/**", to_this_widget)
        page.goto(stack.url("demo"))
        self.open()

    def open(self) -> None:
        self.page.get_by_role("button", name="Open chat").click()

    def write(self, text: str) -> None:
        composer = self.page.get_by_role("textbox", name="Write a message")
        composer.fill(text)
        composer.press("Enter")

    def reload(self) -> None:
        self.page.reload()
        self.open()

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    def shows(self, text: str) -> None:
        """The text stands in the log exactly once."""
        expect(self.log.get_by_text(text, exact=True)).to_have_count(1)

    def does_not_show(self, text: str) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)


class BotsWords:
    """What the bot says to a page, by socket or in what the page reads; what it is seen writing goes through always."""

    def __init__(self, page: Page) -> None:
        self._held: list[tuple[WebSocketRoute, str | bytes]] = []
        self._held_reads: list[Route] = []
        self._open = True
        page.route_web_socket(re.compile(".*"), self._connect)
        page.route(re.compile(r"/conversations/[^/]+/messages\?"), self._read)

    def hold_back(self) -> None:
        self._open = False

    def let_through(self) -> None:
        self._open = True
        for socket, words in self._held:
            socket.send(words)
        for read in self._held_reads:
            read.continue_()
        self._held, self._held_reads = [], []

    def _connect(self, socket: WebSocketRoute) -> None:
        socket.connect_to_server().on_message(lambda words: self._hear(socket, words))

    def _hear(self, socket: WebSocketRoute, words: str | bytes) -> None:
        if '"sender_type":"bot"' in str(words) and not self._open:
            self._held.append((socket, words))
        else:
            socket.send(words)

    def _read(self, read: Route) -> None:
        if self._open:
            read.continue_()
        else:
            self._held_reads.append(read)


class DashboardPage:
    def __init__(self, page: Page, stack: RunningStack, email: str) -> None:
        self.page = page
        page.goto(stack.url("Site"))
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Mine", level=1)).to_be_visible()

    def go_to(self, pane: str) -> None:
        self.page.get_by_role("navigation").get_by_role("link", name=re.compile(f"^{pane}")).click()

    def row(self, preview: str) -> Locator:
        return self.page.get_by_role("link", name=re.compile(re.escape(preview)))

    def choose(self, preview: str) -> None:
        self.row(preview).click()
        expect(self.page.get_by_role("log")).to_be_visible()

    def act(self, action: str) -> None:
        self.page.get_by_role("button", name=action, exact=True).click()

    def pick(self, menu: str, item: str) -> None:
        """An entry of a menu, by the names of the button that opens it and of itself."""
        self.page.get_by_role("button", name=re.compile(f"^{menu}")).click()
        entries = self.page.get_by_role("menuitem").or_(self.page.get_by_role("menuitemradio"))
        entries.filter(has_text=re.compile(f"^{item}")).click()

    def hand_over(self, receiver: str, reason: str | None = None) -> None:
        """In the dialog that asks to whom."""
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("radio", name=re.compile(f"^{receiver}")).click()
        if reason is not None:
            dialog.get_by_label("Reason").fill(reason)
        dialog.get_by_role("button", name=re.compile(f" to {receiver}$")).click()
        expect(dialog).to_have_count(0)

    def note(self, text: str) -> None:
        self.act("Note")
        field = self.page.get_by_role("textbox", name="Internal note")
        field.fill(text)
        field.press("Enter")

    def answer(self, text: str) -> None:
        composer = self.page.get_by_role("textbox", name="Your answer")
        composer.fill(text)
        composer.press("Enter")

    def lists(self, preview: str) -> None:
        expect(self.row(preview)).to_be_visible()

    def does_not_list(self, preview: str) -> None:
        expect(self.row(preview)).to_have_count(0)

    def shows(self, text: str) -> None:
        expect(self.page.get_by_role("log").get_by_text(text, exact=True)).to_have_count(1)


def spoken(page: Page, among: list[str]) -> list[str]:
    """Which of these texts the page's log shows, in its order, each as often as it stands there."""
    lines = page.get_by_role("log").inner_text().splitlines()
    return [line.strip() for line in lines if line.strip() in among]
