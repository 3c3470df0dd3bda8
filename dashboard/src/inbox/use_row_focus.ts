import { type KeyboardEvent, useMemo, useState } from "react";

const PAGE_ROWS = 8;
const FRAMES_TO_APPEAR = 5;

const STEP: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + PAGE_ROWS,
  PageUp: (at) => at - PAGE_ROWS,
  Home: () => 0,
  End: (_, last) => last,
};

/** One row is a tab stop; the arrows walk on from it, also to rows that are not on screen yet. */
export function useRowFocus(
  rows: readonly { id: string }[],
  openId: string | undefined,
  scrollTo: (index: number) => void,
) {
  const [focused, setFocused] = useState<string | null>(null);
  const isListed = (id: string | null | undefined) => id != null && rows.some((row) => row.id === id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it depends on the rows through `isListed`
  const tabStop = useMemo(() => [focused, openId].find(isListed) ?? rows[0]?.id, [focused, openId, rows]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const step = STEP[event.key];
    const at = rows.findIndex(({ id }) => id === rowIdOf(event.target));
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.min(Math.max(step(at, rows.length - 1), 0), rows.length - 1);
    const id = rows[next]?.id;
    if (id === undefined) return;
    setFocused(id);
    scrollTo(next);
    focusWhenThere(event.currentTarget, id);
  }

  return { tabStop, onKeyDown };
}

function rowIdOf(target: EventTarget): string | undefined {
  return target instanceof HTMLElement ? target.dataset.row : undefined;
}

function focusWhenThere(list: HTMLElement, id: string, framesLeft = FRAMES_TO_APPEAR): void {
  const row = list.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  if (row) row.focus({ preventScroll: true });
  else if (framesLeft > 0) requestAnimationFrame(() => focusWhenThere(list, id, framesLeft - 1));
}
