import { type RefObject, useEffect, useRef } from "react";

/** Leads to the first field at fault each time that a form is refused: it may lie outside what the page shows. */
export function useProblemFocus<Form extends HTMLElement>(refusals: number): RefObject<Form | null> {
  const form = useRef<Form>(null);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return form;
}
