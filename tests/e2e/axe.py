"""axe-core in a page: what it finds serious or critical, in light and in dark."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark, nothing but the colours is another.
RULES = {"light": EVERYTHING, "dark": ["color-contrast"]}
RUN = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations;
}"""
AT_REST = "() => document.getAnimations().every(({ playState }) => playState !== 'running')"


def grave_findings(page: Page) -> list[str]:
    """One line for each element and light that has one."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    found = []
    for light, rules in RULES.items():
        page.emulate_media(color_scheme=light, reduced_motion="reduce")  # type: ignore[arg-type]
        page.wait_for_function(AT_REST)
        for violation in page.evaluate(RUN, rules):
            if violation["impact"] in GRAVE:
                found += [f"{light}: {_line(violation, node)}" for node in violation["nodes"]]
    return found


def _line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    causes = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return f"{violation['impact']} {violation['id']} at {node['target']}: {'; '.join(causes)}"
