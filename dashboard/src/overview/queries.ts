import type { CourierEvent, PushFrame } from "@frontdesk/widget/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { TIME_ZONE } from "../analytics/time_zone";
import { useSnapshot, useWork } from "../app/work";

export const OVERVIEW_KEY = ["overview"] as const;

/** Many things happen at once on a busy desk: one question answers for all of them. */
const GATHER_MS = 1_000;
const ASK_AGAIN_MS = 30_000;
/** Where no frame is to be had. */
const POLL_MS = 5_000;

/** What moves one of the figures. */
const MOVES: ReadonlySet<PushFrame["type"]> = new Set([
  "conversation.created",
  "conversation.assigned",
  "conversation.updated",
  "conversation.ended",
  "conversation.escalated",
  "queue.updated",
  "presence.changed",
]);

/** The desk as it is now, and today since midnight. */
export function useOverview() {
  const { api } = useWork();
  const { connection } = useSnapshot();
  return useQuery({
    queryKey: OVERVIEW_KEY,
    queryFn: async () => ({ ...(await api.analytics.now(TIME_ZONE)), heardAt: Date.now() }),
    refetchInterval: connection === "polling" ? POLL_MS : ASK_AGAIN_MS,
    refetchOnWindowFocus: "always",
    staleTime: 0,
  });
}

/** Keeps it as it is now while one looks at it. */
export function useFollowOverview(): void {
  const { courier } = useWork();
  const { connection } = useSnapshot();
  const queries = useQueryClient();
  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const askAgain = () => {
      gathering = undefined;
      void queries.invalidateQueries({ queryKey: OVERVIEW_KEY });
    };
    const heard = (event: CourierEvent) => {
      if (movesOverview(event)) gathering ??= setTimeout(askAgain, GATHER_MS);
    };
    const stop = courier.onEvent(heard);
    return () => {
      stop();
      clearTimeout(gathering);
    };
  }, [courier, queries]);

  // Nothing was heard while there was no connection.
  useEffect(() => {
    if (connection === "live") void queries.invalidateQueries({ queryKey: OVERVIEW_KEY });
  }, [connection, queries]);
}

export function movesOverview(event: CourierEvent): boolean {
  return event.type === "push" && MOVES.has(event.frame.type);
}
