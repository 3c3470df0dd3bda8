import type { PushFrame } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { TIME_ZONE } from "../analytics/time_zone";
import { useKeptFresh } from "../app/use_kept_fresh";
import { useSnapshot, useWork } from "../app/work";

export const OVERVIEW_KEY = ["overview"] as const;

const KEYS = [OVERVIEW_KEY];
const ASK_AGAIN_MS = 30_000;
/** Where no frame is to be had. */
const POLL_MS = 5_000;

/** What moves one of the figures. */
export const MOVES_OVERVIEW: ReadonlySet<PushFrame["type"]> = new Set([
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
  useKeptFresh(KEYS, MOVES_OVERVIEW);
}
