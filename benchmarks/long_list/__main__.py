"""The dashboard's list of 5,000 conversations, scrolled from end to end in Chromium while frames change it.

The built dashboard runs on made-up answers, so that nothing but the page itself is measured: how many of its tasks
took longer than 50 ms, and how many frames came late. The list is walked twice: while its pages are being loaded, and
again when all of them are there and visitors write.

Tasks are measured twice as well: by the clock, which on a busy machine counts the time of others too, and by the
processor time of the page's own main thread, which does not.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.long_list.stub import CONVERSATIONS, ORIGIN, Desk
from tests.e2e.browsers import launch

ROOT = Path(__file__).parents[2]
ROW_PX = 68
PX_PER_FRAME = 480
"""About 29,000 pixels, or 400 rows, a second: a hard flick of the wheel that does not end."""
SCROLL_LASTS_MS = 120_000
LONG_MS = 50
LATE_MS = 25

WATCH = """() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: "longtask" });
}"""

SCROLL = """async (pxPerFrame) => {
  const list = document.querySelector("ul:has([data-row])").parentElement;
  const frames = [];
  let blank = 0;
  let still = 0;
  let last = await new Promise(requestAnimationFrame);
  longTasks.length = 0;
  list.scrollTop = 0;
  while (still < 30) {
    const before = list.scrollTop;
    list.scrollTop += pxPerFrame;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
    still = list.scrollTop === before ? still + 1 : 0;
    const box = list.getBoundingClientRect();
    if (!document.elementFromPoint(box.x + 20, box.y + box.height / 2)?.closest("[data-row]")) blank += 1;
  }
  return { frames, blank, longTasks: [...longTasks], height: list.scrollHeight };
}"""


def build(folder: Path) -> None:
    command = ["npx", "vite", "build", "--outDir", str(folder), "--logLevel", "error"]
    subprocess.run(command, cwd=ROOT / "dashboard", check=True)


def open_list(page: Page, desk: Desk) -> None:
    desk.serve(page)
    page.goto(f"{ORIGIN}/#/inbox/all")
    page.locator("[data-row]").first.wait_for()
    page.evaluate(WATCH)


def walk(browser: Browser, page: Page, name: str) -> None:
    browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline"])
    walked = page.evaluate(SCROLL, PX_PER_FRAME)
    report(name, walked, processor_times(browser.stop_tracing()))


def processor_times(trace: bytes) -> list[float]:
    """Of each task of the page's main thread, in milliseconds."""
    events = json.loads(trace)["traceEvents"]
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks: dict[tuple[int, int], list[float]] = {main: [] for main in mains}
    for event in events:
        thread = (event["pid"], event["tid"])
        if event["name"] == "RunTask" and thread in mains and "tdur" in event:
            tasks[thread].append(event["tdur"] / 1000)
    return max(tasks.values(), key=sum)


def report(name: str, walked: dict[str, Any], tasks: list[float]) -> None:
    frames: list[float] = sorted(walked["frames"])
    late = sum(frame > LATE_MS for frame in frames)
    by_clock: list[float] = walked["longTasks"]
    by_processor = [task for task in tasks if task > LONG_MS]
    print(f"{name}: {walked['height'] // ROW_PX} rows, {len(frames)} frames in {sum(frames) / 1000:.1f} s")
    print(f"  tasks longer than {LONG_MS} ms of processor time: {len(by_processor)}; the longest {max(tasks):.0f} ms")
    print(f"  processor time per frame: {sum(tasks) / len(frames):.1f} ms of 16.7")
    print(
        f"  tasks longer than {LONG_MS} ms by the clock: {len(by_clock)}; the longest {max(by_clock, default=0):.0f} ms"
    )
    print(f"  frame, median / 99 % / worst: {_at(frames, 0.5):.1f} / {_at(frames, 0.99):.1f} / {frames[-1]:.1f} ms")
    print(
        f"  frames later than {LATE_MS} ms: {late} ({100 * late / len(frames):.2f} %); without a row: {walked['blank']}"
    )


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, launch(playwright) as browser:
        build(Path(folder))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(SCROLL_LASTS_MS)
        desk = Desk(Path(folder))
        open_list(page, desk)
        walk(browser, page, "while it loads")
        page.wait_for_function(f"document.querySelector('ul:has([data-row])').scrollHeight >= {CONVERSATIONS * ROW_PX}")
        with desk.chatter(page):
            walk(browser, page, "with 20 frames a second")
        print(f"  frames that came meanwhile: {desk.pushed}")


if __name__ == "__main__":
    main()
