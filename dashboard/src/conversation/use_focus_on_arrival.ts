import { type RefObject, useEffect } from "react";

/** One can write at once; but on a touch screen a keyboard would cover what there is to read first. */
export function useFocusOnArrival(area: RefObject<HTMLTextAreaElement | null>, isAsked: boolean): void {
  useEffect(() => {
    const field = area.current;
    if (!field || !(isAsked || matchMedia("(hover: hover)").matches)) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }, [area, isAsked]);
}
