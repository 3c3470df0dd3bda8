import { type RefObject, useEffect, useRef } from "react";

/** Leads to the first field at fault each time that a form is refused: it may lie outside what the page shows. */
export function useProblemFocus<Form extends HTMLElement>(refusals: number): RefObject<Form | null> {
  const form = useRef<Form>(null);
  const told = useRef(0);
  // After each rendering: the field may be in a tab that is still to come.
  useEffect(() => {
    if (told.current === refusals) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!field) return;
    told.current = refusals;
    field.focus({ preventScroll: true });
    // What is wrong with it stands below it.
    field.scrollIntoView({ block: "center" });
  });
  return form;
}
