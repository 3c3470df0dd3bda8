import { type RefObject, useEffect } from "react";
import { isWalking } from "../inbox/use_walk";

/**
 * One can write at once. But on a touch screen a keyboard would cover what there is to read first, and whoever walks
 * through the list by key would write the next one.
 */
export function useFocusOnArrival(area: RefObject<HTMLTextAreaElement | null>, isAsked: boolean): void {
  useEffect(() => {
    const field = area.current;
    if (!field || !(isAsked || (matchMedia("(hover: hover)").matches && !isWalking()))) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }, [area, isAsked]);
}
