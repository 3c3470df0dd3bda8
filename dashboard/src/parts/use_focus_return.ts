import { useLayoutEffect, useRef } from "react";

/** What comes and goes by itself: its parts are no place to give the focus back to. */
const PASSING = "[role=menu], [role=listbox], [role=dialog], [role=alertdialog]";

let lastOnPage: HTMLElement | null = null;

document.addEventListener("focusin", ({ target }) => {
  lastOnPage = placeOnPage(target) ?? lastOnPage;
});

/** What has the focus, or the button of the menu that has it; null for what else comes and goes by itself. */
export function placeOnPage(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof HTMLElement)) return null;
  const place = buttonOfMenu(target) ?? target;
  return place.closest(PASSING) ? null : place;
}

/** A press of the pointer opens a menu without giving its button the focus first. */
function buttonOfMenu(target: HTMLElement): HTMLElement | null {
  const id = target.closest("[role=menu]")?.getAttribute("aria-labelledby");
  return id ? document.getElementById(id) : null;
}

/**
 * Gives the focus back to what had it before. A window that was opened from a menu gives it to the menu's button,
 * since the menu is gone by then.
 */
export function useFocusReturn(isOpen: boolean): (event: Event) => void {
  const before = useRef<{ focused: Element | null; onPage: HTMLElement | null }>({ focused: null, onPage: null });
  useLayoutEffect(() => {
    if (isOpen) before.current = { focused: document.activeElement, onPage: lastOnPage };
  }, [isOpen]);
  return (event) => {
    event.preventDefault();
    const { focused, onPage } = before.current;
    // What was deleted cannot take it: then the page itself does.
    const places = [focused, onPage, document.getElementById("page")];
    const target = places.find((place) => place instanceof HTMLElement && mayTake(place));
    if (target instanceof HTMLElement) target.focus();
  };
}

function mayTake(place: HTMLElement): boolean {
  return place.isConnected && place !== document.body && !place.closest("[role=menu]");
}

/** A keyboard that comes up by itself would cover half of what the window says. */
export function focusGently(event: Event): void {
  if (!matchMedia("(hover: hover)").matches) focusWindow(event);
}

/** The window itself, where there is more to read in it than to do. */
export function focusWindow(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}
