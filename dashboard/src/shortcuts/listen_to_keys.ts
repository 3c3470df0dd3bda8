import { useLayoutEffect } from "react";
import { bindingStore } from "./bindings";
import type { CommandId } from "./commands";
import { bindingOf, isCovered, isPaletteKey, isTyping } from "./keys";
import { running } from "./running";

/** Those that are sensible to keep pressed. */
const REPEATS: ReadonlySet<CommandId> = new Set(["next", "previous"]);

/** Runs commands by their keys, for as long as the component is shown. */
export function useShortcuts(togglePalette: () => void): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (isPaletteKey(event)) {
        event.preventDefault();
        togglePalette();
      } else if (runByKey(event)) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [togglePalette]);
}

function runByKey(event: KeyboardEvent): boolean {
  const binding = bindingOf(event);
  const store = bindingStore();
  if (!binding || !store.current().isOn || isTyping(event.target) || isCovered()) return false;
  const id = store.commandFor(binding);
  if (!id || (event.repeat && !REPEATS.has(id))) return false;
  return running.run(id);
}
