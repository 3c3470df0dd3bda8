"""The widget on plain, strict and hostile pages: it works there, looks as it should, and leaves the page as it was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from local.demo import WIDGET_TOKEN
from local.testing import RunningStack
from tests.e2e.pages import somebody
from tests.e2e.sites import STRICT_POLICY, Publish, published
from tests.e2e.team import Team

HOSTILE_STYLES = """<style>
  * { all: unset !important; }
  * { --bg: red; --text: red; --line: red; --round: 99px; }
  html { font-size: 4px !important; direction: rtl !important; }
  div, button, textarea, svg, p, [id] {
    display: none !important; opacity: 0 !important; visibility: hidden !important;
    pointer-events: none !important; transform: rotate(30deg) !important; color: red !important;
  }
  section { position: fixed !important; inset: 0 !important; z-index: 2147483647 !important;
    display: block !important; background: silver !important; }
</style>"""
# What libraries of another age have left in pages that are still there.
HOSTILE_SCRIPT = """<script nonce="n1">
  Array.prototype.toJSON = function () { return "[" + this.join() + "]"; };
  Array.prototype.entries = function () { return this.slice(); };
  Array.prototype.last = function () { return this[this.length - 1]; };
  Array.from = list => [].slice.call(list);
  Object.prototype.extend = function () { return this; };
  Function.prototype.delay = function () { return setTimeout(this, 1); };
  window.$ = window.jQuery = window._ = function () { throw new Error("not yours"); };
  window.h = window.render = window.module = window.exports = window.define = 1;
  window.onerror = function () { return true; };
  document.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
  document.write("<section>Written</section>");
</script>"""
BEFORE_ANYTHING = """(() => {
  window.__shifts = [];
  window.__refused = [];
  new PerformanceObserver(list => window.__shifts.push(...list.getEntries()))
    .observe({ type: "layout-shift", buffered: true });
  document.addEventListener("securitypolicyviolation", event =>
    window.__refused.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
  const listeners = window.__listeners = new Map();
  const nameOf = (target, type) => (target === window ? "window " : "document ") + type;
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = function (type, listener, ...more) {
      const of = listeners.get(nameOf(target, type)) ?? new Set();
      listeners.set(nameOf(target, type), of.add(listener));
      return addEventListener.call(target, type, listener, ...more);
    };
    target.removeEventListener = function (type, listener, ...more) {
      listeners.get(nameOf(target, type))?.delete(listener);
      return removeEventListener.call(target, type, listener, ...more);
    };
  }
})()"""
STATE = """() => ({
  globals: Object.getOwnPropertyNames(window),
  markup: document.body.innerHTML,
  boxes: [...document.querySelectorAll("main, main *")].map(each => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return [each.localName, x, y, width, height];
  }),
  listeners: [...window.__listeners].map(([name, of]) => [name, of.size]).filter(([, size]) => size > 0),
})"""
STORED = """async () => [
  document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
]"""
LOOK = """() => {
  const root = document.querySelector("#frontdesk").shadowRoot;
  const boxOf = name => {
    const { x, y, width, height } = root.querySelector(name).getBoundingClientRect();
    const at = root.elementFromPoint(x + width / 2, y + height / 2);
    return [x, y, width, height, root.querySelector(name).contains(at)].map(each => +each);
  };
  const { fontSize, color, backgroundColor, direction } = getComputedStyle(root.querySelector(".panel"));
  return { panel: boxOf(".panel"), launcher: boxOf(".launcher"), field: boxOf("textarea"), own: boxOf(".own .bubble"),
    fontSize, color, backgroundColor, direction };
}"""
# What moves inside a shadow tree is told without its node.
SHIFTS_OF_THE_PAGE = "window.__shifts.filter(({ sources }) => sources.some(({ node }) => node)).length"
# A strict policy lets no test of a condition in either; an event it does.
CONNECTED = (
    """() => new Promise(done => Frontdesk("get", "connected") ? done() : Frontdesk("once", "connection", done))"""
)
PARAGRAPHS = "<h1>Site</h1><p>One paragraph.</p><p>Another one.</p>"

PLACE_IN_THE_QUEUE = re.compile("in the queue(, and next| as number)")


@dataclass(frozen=True)
class Host:
    body: str
    policy: str | None = None


HOSTS = {
    "plain": Host(PARAGRAPHS),
    "strict": Host(PARAGRAPHS, STRICT_POLICY),
    "hostile": Host(HOSTILE_STYLES + HOSTILE_SCRIPT + PARAGRAPHS),
}


@pytest.fixture
def publish() -> Iterator[Publish]:
    with published() as put:
        yield put


class Visit:
    """A page, and all that it says and asks for while the widget is its guest."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.addresses: list[str] = []
        self.open_sockets = 0
        page.add_init_script(BEFORE_ANYTHING)
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("websocket", lambda socket: self.addresses.append(socket.url))

    def state(self) -> dict[str, list[object]]:
        found: dict[str, list[object]] = self.page.evaluate(STATE)
        return found

    def stored(self) -> list[object]:
        found: list[object] = self.page.evaluate(STORED)
        return found


def the_look_of(browser: Browser, address: str) -> object:
    with somebody(browser) as page:
        page.emulate_media(reduced_motion="reduce")
        visit = Visit(page)
        guests: list[Route] = []
        page.route("**/script.js", lambda route: guests.append(route))  # noqa: PLW0108 - it must be a function
        with page.expect_request("**/script.js"):
            page.goto(address, wait_until="domcontentloaded")
        before = visit.state()
        guests[0].continue_()
        launcher = page.get_by_role("button", name="Open chat")
        expect(launcher).to_be_visible()
        assert visit.stored() == ["", 0, 0, 0, 0, 0]
        assert page.evaluate("window.__shifts.length") == 0

        launcher.click()
        composer = page.get_by_role("textbox", name="Write a message")
        composer.fill("Is this place safe?")
        composer.press("Enter")
        expect(page.get_by_role("log").get_by_text("Sent", exact=True)).to_be_visible()
        page.evaluate(CONNECTED)
        expect(page.get_by_text(PLACE_IN_THE_QUEUE)).to_be_visible()
        look = page.evaluate(LOOK)
        now = visit.state()
        assert now["boxes"] == before["boxes"]
        assert set(now["globals"]) - set(before["globals"]) == {"Frontdesk"}
        assert page.evaluate(SHIFTS_OF_THE_PAGE) == 0

        token = page.evaluate("JSON.parse(Object.values(localStorage)[0]).visitor_token")
        assert [address for address in visit.addresses if token in address] == []
        page.evaluate("Frontdesk('destroy', { storage: true })")
        expect(page.locator("#frontdesk")).to_have_count(0)
        after = visit.state()
        assert after["markup"] == before["markup"]
        assert after["listeners"] == before["listeners"]
        assert page.evaluate("localStorage.length") == 0
        assert page.evaluate("window.__refused") == []
        assert visit.complaints == []
        return look


def test_it_is_a_good_guest_and_looks_the_same_on_plain_strict_and_hostile_pages(
    browser: Browser, stack: RunningStack, publish: Publish, http: httpx.Client
) -> None:
    # Of many who wait, those far behind are not told their place.
    Team(http, stack).finish_everything()
    script = f'<script nonce="n1" src="{stack.url("Site")}/api/widget/{WIDGET_TOKEN}/script.js" async></script>'
    looks = {name: the_look_of(browser, publish(host.body + script, host.policy)) for name, host in HOSTS.items()}
    assert looks["strict"] == looks["plain"]
    assert looks["hostile"] == looks["plain"]
