"""Five thousand conversations in the inbox, scrolled from end to end on made-up answers."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.long_list.__main__ import ROW_PX, SCROLL, open_list
from benchmarks.long_list.stub import CONVERSATIONS, Desk
from tests.e2e.pages import somebody

BUILT = Path(__file__).parents[2] / "dashboard" / "dist"
PX_PER_STEP = 1_500
ROWS_KEPT_AT_MOST = 60

WALK = """async (pxPerStep) => {
  const list = document.querySelector("ul:has([data-row])").parentElement;
  const box = list.getBoundingClientRect();
  const isThere = () => document.elementFromPoint(box.x + 20, box.y + box.height / 2)?.closest("[data-row]");
  let missing = 0;
  let before = -1;
  for (list.scrollTop = 0; list.scrollTop > before; list.scrollTop += pxPerStep) {
    before = list.scrollTop;
    for (let frame = 0; frame < 600 && !isThere(); frame += 1) await new Promise(requestAnimationFrame);
    if (!isThere()) missing += 1;
  }
  return { missing, height: list.scrollHeight };
}"""
"""From end to end; of a place that has no row yet it is waited for that row."""


def scroll_to_the_end(page: Page) -> None:
    whole = f"document.querySelector('ul:has([data-row])').scrollHeight >= {CONVERSATIONS * ROW_PX}"
    while not page.evaluate(whole):
        page.evaluate(SCROLL, PX_PER_STEP)


def test_of_five_thousand_conversations_only_those_in_view_are_in_the_page_and_none_is_missing(
    browser: Browser,
) -> None:
    """How long that takes, and how many frames show no row, is measured by `python -m benchmarks.long_list`."""
    with somebody(browser) as page:
        desk = Desk(BUILT)
        open_list(page, desk)
        scroll_to_the_end(page)
        with desk.chatter(page):
            walked = page.evaluate(WALK, PX_PER_STEP)
        assert walked["height"] >= CONVERSATIONS * ROW_PX
        assert walked["missing"] == 0
        assert page.locator("[data-row]").count() <= ROWS_KEPT_AT_MOST
        assert desk.pushed > 0
