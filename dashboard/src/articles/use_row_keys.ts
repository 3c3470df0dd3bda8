import { type KeyboardEvent, type RefObject, useRef } from "react";
import { useCommand } from "../shortcuts/running";

/** From row to row with the arrows, and from anywhere on the page with the keys for the next and the previous. */
export function useRowKeys(rows: readonly { id: string }[]): {
  list: RefObject<HTMLUListElement | null>;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
} {
  const list = useRef<HTMLUListElement>(null);
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const walk = (step: number) => {
    const all = links();
    const at = all.findIndex((link) => link.matches(":focus"));
    all[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
  };
  useCommand("next", () => walk(1));
  useCommand("previous", () => walk(-1));
  return {
    list,
    onKeyDown: (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      walk(event.key === "ArrowDown" ? 1 : -1);
    },
  };
}
