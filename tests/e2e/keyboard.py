"""A hand that uses nothing but the keyboard, and looks where the focus is after each key that moves it."""

from playwright.sync_api import Locator, Page, expect

STOPS_AT_MOST = 80
FOCUS_SHOWS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return false;
  const hasRing = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || /0px 0px 0px [1-9]/.test(boxShadow);
  };
  const around = [focused, focused.parentElement, focused.parentElement?.parentElement];
  return focused.matches("[data-highlighted]") || around.filter(Boolean).some(hasRing);
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self._page = page
        # A ring that fades in is not there yet when it is looked for.
        page.emulate_media(reduced_motion="reduce")

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def write(self, text: str) -> None:
        self._page.keyboard.type(text)

    def reach(self, target: Locator, key: str = "Tab") -> None:
        """By that key alone, from wherever the focus is; wherever it stops on its way, it can be seen."""
        expect(target).to_be_visible()
        for _ in range(STOPS_AT_MOST):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press(key)
            self.sees_focus()
        raise AssertionError(f"{target} cannot be reached by {key}")

    def is_at(self, target: Locator) -> None:
        expect(target).to_be_focused()
        self.sees_focus()

    def sees_focus(self) -> None:
        self._page.wait_for_function(FOCUS_SHOWS)
