import { useEffect } from "preact/hooks";

/** What takes the place of what had the focus takes that, too, which would otherwise be nowhere. */
export function useLostFocus(field: { current: HTMLElement | null }): void {
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);
}
