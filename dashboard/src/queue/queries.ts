import type { CourierEvent, PushFrame } from "@frontdesk/widget/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSnapshot, useWork } from "../app/work";

export const QUEUE_STATS_KEY = ["queue-stats"] as const;

/** Many enter and leave at once: one question answers for all of them. */
const GATHER_MS = 1_000;
const ASK_AGAIN_MS = 60_000;

const MOVES: ReadonlySet<PushFrame["type"]> = new Set([
  "conversation.created",
  "conversation.assigned",
  "conversation.updated",
  "conversation.ended",
  "conversation.escalated",
  "queue.updated",
]);

/** The whole queue in figures: how many, of which priority, and each one's wait, in the queue's order. */
export function useQueueStats() {
  const { api } = useWork();
  return useQuery({
    queryKey: QUEUE_STATS_KEY,
    queryFn: async () => ({ ...(await api.queueStats()), at: Date.now() }),
    refetchInterval: ASK_AGAIN_MS,
  });
}

/** Keeps the figures as they are now, on whichever page one is: the navigation shows them too. */
export function FollowQueue(): null {
  const { courier } = useWork();
  const { connection } = useSnapshot();
  const queries = useQueryClient();
  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const askAgain = () => {
      gathering = undefined;
      void queries.invalidateQueries({ queryKey: QUEUE_STATS_KEY });
    };
    const heard = (event: CourierEvent) => {
      if (event.type === "push" && MOVES.has(event.frame.type)) gathering ??= setTimeout(askAgain, GATHER_MS);
    };
    const stop = courier.onEvent(heard);
    return () => {
      stop();
      clearTimeout(gathering);
    };
  }, [courier, queries]);

  // Nothing was heard while there was no connection.
  useEffect(() => {
    if (connection === "live") void queries.invalidateQueries({ queryKey: QUEUE_STATS_KEY });
  }, [connection, queries]);
  return null;
}
