"""Takes the pictures that the documents show, of the real thing: `python -m docs.pictures`.

Starts a stack of its own, plays a small scene between two visitors and an agent, and photographs it.
"""

from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from local.testing import RunningStack, running_stack
from tests.e2e.browsers import launch
from tests.e2e.pages import DashboardPage, WidgetPage

HERE = Path(__file__).parent
SCREEN = {"width": 1360, "height": 850}
TOGETHER = """<style>
  body { margin: 0; width: 1600px; height: 960px; position: relative; }
  body { background: linear-gradient(160deg, #eef0fb, #dfe3f4); }
  img { position: absolute; border-radius: 12px; box-shadow: 0 24px 60px rgb(30 27 75 / 0.25); }
</style>
<img src="data:image/png;base64,%s" style="left: 40px; top: 40px; width: 1180px">
<img src="data:image/png;base64,%s" style="right: 40px; bottom: 40px; width: 760px">"""


def main() -> None:
    with (
        TemporaryDirectory() as folder,
        running_stack(Path(folder) / "data", ["--no-reload"]) as stack,
        sync_playwright() as playwright,
        launch(playwright) as browser,
    ):
        play(browser, stack)


def play(browser: Browser, stack: RunningStack) -> None:
    sari = WidgetPage(_page(browser), stack)
    sari.write("Hi! I ordered two bags of Gayo on Monday. Has my parcel left yet?")
    joko = WidgetPage(_page(browser), stack)
    joko.write("Can I change the grind of my subscription?")
    ana = DashboardPage(_page(browser), stack, "ana@demo.example")
    ana.go_to("Queue")
    ana.choose("Has my parcel left yet?")
    ana.act("Accept")
    ana.answer("Hello! Let me look. It left Bandung this morning.")
    sari.shows("Hello! Let me look. It left Bandung this morning.")
    sari.write("That was quick, thank you!")
    ana.shows("That was quick, thank you!")
    ana.answer("You are welcome. It should be with you tomorrow.")
    sari.shows("You are welcome. It should be with you tomorrow.")
    desk, shop = ana.page.screenshot(), sari.page.screenshot()
    (HERE / "dashboard.png").write_bytes(desk)
    (HERE / "widget.png").write_bytes(shop)
    together(browser, desk, shop)


def together(browser: Browser, desk: bytes, shop: bytes) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 960})
    page.set_content(TOGETHER % (b64encode(desk).decode(), b64encode(shop).decode()))
    page.screenshot(path=HERE / "frontdesk.png")


def _page(browser: Browser) -> Page:
    return browser.new_context(viewport=SCREEN, locale="en-GB").new_page()  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
