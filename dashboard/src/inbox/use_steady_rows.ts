import type { AgentConversation } from "@frontdesk/widget/client";
import { type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { useWork } from "../app/work";
import { flowing, type SteadyRows, steady } from "./steady_rows";

/** A pointer that has rested for so long is not about to click. */
const RESTED_AFTER_MS = 5_000;

/** The list's rows; while the pointer moves over them, they keep their places. */
export function useSteadyRows(fresh: readonly AgentConversation[]) {
  const { cache } = useWork();
  const [isHeld, hold, release] = useHold();
  const shown = useRef(fresh);
  const result: SteadyRows = isHeld ? steady(shown.current, fresh, (id) => cache.find(id)) : flowing(fresh);
  useEffect(() => {
    shown.current = result.rows;
  });
  const onPointerMove = useCallback(
    (event: PointerEvent) => {
      if (event.pointerType === "mouse") hold();
    },
    [hold],
  );
  return { ...result, release, pointer: { onPointerMove, onPointerLeave: release } };
}

function useHold() {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(false);
  }, []);
  const hold = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(false), RESTED_AFTER_MS);
    setHeld(true);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return [isHeld, hold, release] as const;
}
