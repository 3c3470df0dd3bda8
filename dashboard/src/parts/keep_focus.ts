import { placeOnPage } from "./use_focus_return";

const HEADINGS = "h1, h2, h3";

/**
 * Whoever works by keyboard stays where they are when what has the focus is taken off the page: it goes to what was
 * nearest around it, or to the heading of that. What is there for a moment, as a menu or a window, gives it back itself.
 */
export function keepFocus(): void {
  let around: HTMLElement[] = [];
  document.addEventListener("focusin", ({ target }) => {
    const place = placeOnPage(target);
    if (place) around = withParents(place);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    // Who presses elsewhere has given it up themselves.
    if (!(target instanceof Node && around[0]?.contains(target))) around = [];
  });
  new MutationObserver(() => {
    if (isLost(around)) afterPaint(() => isLost(around) && homeOf(around)?.focus({ preventScroll: true }));
  }).observe(document.body, { childList: true, subtree: true });
}

function withParents(place: HTMLElement): HTMLElement[] {
  return place.parentElement ? [place, ...withParents(place.parentElement)] : [place];
}

function isLost([focused]: readonly HTMLElement[]): boolean {
  return focused?.isConnected === false && document.activeElement === document.body;
}

function homeOf(around: readonly HTMLElement[]): HTMLElement | null {
  for (const place of around.filter(({ isConnected }) => isConnected)) {
    if (place.hasAttribute("tabindex")) return place;
    const heading = [...place.querySelectorAll<HTMLElement>(HEADINGS)].find((each) => each.checkVisibility());
    if (heading) return focusable(heading);
  }
  return null;
}

function focusable(heading: HTMLElement): HTMLElement {
  heading.tabIndex = -1;
  return heading;
}

/** By then whatever has come instead has taken the focus, if it wants it. */
function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
