import type { PushFrame } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { useKeptFresh } from "../app/use_kept_fresh";
import { useWork } from "../app/work";

export const QUEUE_STATS_KEY = ["queue-stats"] as const;

const KEYS = [QUEUE_STATS_KEY];
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
  useKeptFresh(KEYS, MOVES);
  return null;
}
