import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useLocation } from "wouter";
import { useCommand } from "../shortcuts/running";
import type { View } from "./views";

/** Whether the open conversation was come to by the key that goes on to the next one. */
export function isWalking(): boolean {
  return (history.state as { isWalking?: boolean } | null)?.isWalking === true;
}

/** Goes from conversation to conversation in the list's order, and keeps the open one in sight. */
export function useWalk(
  rows: readonly { id: string }[],
  view: View,
  openId: string | undefined,
  scrollTo: (index: number) => void,
): void {
  const [, navigate] = useLocation();
  const at = useMemo(() => (openId === undefined ? -1 : rows.findIndex(({ id }) => id === openId)), [rows, openId]);
  const open = (index: number) => {
    const row = rows[index];
    if (row) navigate(`/inbox/${view}/${row.id}`, { state: { isWalking: true } });
  };
  useCommand("next", () => open(at < 0 ? 0 : at + 1));
  useCommand("previous", () => open(at < 0 ? 0 : at - 1));

  const showOpen = useRef(() => {});
  useLayoutEffect(() => {
    showOpen.current = () => {
      if (at >= 0) scrollTo(at);
    };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is shown when it is opened, not whenever it moves
  useEffect(() => showOpen.current(), [openId]);
}
