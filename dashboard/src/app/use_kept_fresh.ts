import type { CourierEvent, PushFrame } from "@frontdesk/widget/client";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSnapshot, useWork } from "./work";

/** Many things happen at once on a busy desk: one question answers for all of them. */
const GATHER_MS = 1_000;

/**
 * Keeps answers as they are now: asks again a moment after a frame that moves them, and when the connection is back.
 * Both are given once, not anew with each drawing.
 */
export function useKeptFresh(keys: readonly QueryKey[], moves: ReadonlySet<PushFrame["type"]>): void {
  const { courier } = useWork();
  const { connection } = useSnapshot();
  const queries = useQueryClient();

  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const askAgain = () => {
      gathering = undefined;
      for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
    };
    const heard = (event: CourierEvent) => {
      if (event.type === "push" && moves.has(event.frame.type)) gathering ??= setTimeout(askAgain, GATHER_MS);
    };
    const stop = courier.onEvent(heard);
    return () => {
      stop();
      clearTimeout(gathering);
    };
  }, [courier, queries, keys, moves]);

  // Nothing was heard while there was no connection.
  useEffect(() => {
    if (connection === "live") for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
  }, [connection, queries, keys]);
}
