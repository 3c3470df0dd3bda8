import { useEffect } from "preact/hooks";
import type { Model } from "./model";

/** A field takes up what waits for one, and lets the model know its text, which another field may have to take up. */
export function useUnsent(model: Model, text: string, take: (given: string) => void): void {
  const { prefilled } = model.state;
  useEffect(() => {
    model.unsent = text;
  }, [text]);
  useEffect(() => {
    if (prefilled === null) return;
    model.prefill(null);
    take(prefilled);
  }, [prefilled]);
}
