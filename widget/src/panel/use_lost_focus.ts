import { useEffect } from "preact/hooks";

/** A field that takes another's place takes its focus, too, which would otherwise be nowhere. */
export function useLostFocus(field: { current: HTMLElement | null }): void {
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);
}
