import { type RefObject, useLayoutEffect, useRef } from "react";

/** Somebody who has scrolled down keeps reading the same rows when others come or go above them. */
export function useKeptPlace(
  scroll: RefObject<HTMLElement | null>,
  rows: readonly { id: string }[],
  rowHeight: number,
): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const shown = before.current;
    before.current = rows;
    const element = scroll.current;
    if (!element || shown === rows || element.scrollTop <= 0) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const id = shown[first]?.id;
    if (id === rows[first]?.id) return;
    const moved = rows.findIndex((row) => row.id === id);
    if (moved >= 0) element.scrollTop += (moved - first) * rowHeight;
  }, [scroll, rows, rowHeight]);
}
