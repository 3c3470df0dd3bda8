"""What the widget costs a plain page, measured in Chromium beside the same page with an empty script of one request.

`npm run build -w widget` builds what is measured. Everything comes from this machine, so the times are those of the
browser's own work; the requests and bytes are what a slow line would have to carry on top.
"""

import statistics
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.widget.site import EMPTY, WIDGET, path_of, served
from tests.e2e.browsers import launch

ROUNDS = 9
LAUNCHER = """() => new Promise(done => {
  const look = () => {
    const launcher = document.querySelector("#frontdesk")?.shadowRoot.querySelector(".launcher");
    if (launcher?.getBoundingClientRect().width) done(performance.now());
    else requestAnimationFrame(look);
  };
  look();
})"""
CLICKED = """() => { addEventListener("click", ({ timeStamp }) => { window.clicked = timeStamp }, true) }"""
FIELD = """() => new Promise(done => {
  const look = () => {
    const root = document.querySelector("#frontdesk").shadowRoot;
    if (root.activeElement?.localName === "textarea") done(performance.now() - window.clicked);
    else requestAnimationFrame(look);
  };
  look();
})"""
LETTER = """() => new Promise(done => {
  const field = document.querySelector("#frontdesk").shadowRoot.querySelector("textarea");
  const shown = () => requestAnimationFrame(() => done(performance.now() - window.clicked));
  if (field.value) shown();
  else field.addEventListener("input", shown, { once: true });
})"""


@dataclass(frozen=True, slots=True)
class Cost:
    requests: float
    kilobytes: float
    script_ms: float
    task_ms: float


class Visit:
    """A page in a browser without a cache, and what has gone over its wire."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page)
        self._bytes = 0
        self._requests = 0
        self._session.on("Network.loadingFinished", self._finished)
        for domain in ("Network", "Performance"):
            self._session.send(f"{domain}.enable")

    def cost(self) -> Cost:
        measured: list[dict[str, Any]] = self._session.send("Performance.getMetrics")["metrics"]
        seconds = {each["name"]: each["value"] for each in measured}
        script, task = (seconds[name] * 1000 for name in ("ScriptDuration", "TaskDuration"))
        return Cost(self._requests, self._bytes / 1000, script, task)

    def _finished(self, event: dict[str, Any]) -> None:
        self._requests += 1
        self._bytes += event["encodedDataLength"]


@dataclass(frozen=True, slots=True)
class Round:
    loaded: Cost
    opened: Cost | None = None
    launcher_ms: float | None = None
    field_ms: float | None = None
    letter_ms: float | None = None


def visit(browser: Browser, origin: str, name: str) -> Round:
    page = browser.new_page()
    try:
        visited = Visit(page)
        page.goto(origin + path_of(name), wait_until="load")
        if name == EMPTY:
            return Round(visited.cost())
        launcher_ms: float = page.evaluate(LAUNCHER)
        loaded = visited.cost()
        page.evaluate(CLICKED)
        page.get_by_role("button", name="Open chat").click()
        field_ms: float = page.evaluate(FIELD)
        page.keyboard.press("a")
        letter_ms: float = page.evaluate(LETTER)
        page.wait_for_load_state("networkidle")
        return Round(loaded, visited.cost(), launcher_ms, field_ms, letter_ms)
    finally:
        page.close()


def median(costs: list[Cost]) -> str:
    fields = ("requests", "kilobytes", "script_ms", "task_ms")
    requests, kilobytes, script, task = (statistics.median(getattr(cost, name) for cost in costs) for name in fields)
    return f"{requests:8.0f}   {kilobytes:8.1f}   {script:9.1f}   {task:14.1f}"


def show(rounds: dict[str, list[Round]]) -> None:
    widget = rounds[WIDGET]
    print(f"Medians of {ROUNDS} visits, each with an empty cache; the page itself is one of the requests.\n")
    print(f"{'':34}requests         kB   script ms   main thread ms")
    print(f"{'baseline: ' + EMPTY:32}{median([each.loaded for each in rounds[EMPTY]])}")
    print(f"{WIDGET + ', launcher there':32}{median([each.loaded for each in widget])}")
    print(f"{WIDGET + ', first letter typed':32}{median([each.opened for each in widget if each.opened])}\n")
    for what, name in (
        ("launcher visible, from navigation", "launcher_ms"),
        ("field takes letters, from the click", "field_ms"),
        ("first letter on screen, from the click", "letter_ms"),
    ):
        times = sorted(getattr(each, name) for each in widget)
        print(f"{what:40}{statistics.median(times):6.0f} ms   (slowest {times[-1]:.0f})")


def main() -> None:
    rounds: dict[str, list[Round]] = {EMPTY: [], WIDGET: []}
    with served() as origin, sync_playwright() as playwright, launch(playwright) as browser:
        visit(browser, origin, WIDGET)
        for _ in range(ROUNDS):
            for name, done in rounds.items():
                done.append(visit(browser, origin, name))
    show(rounds)


if __name__ == "__main__":
    main()
