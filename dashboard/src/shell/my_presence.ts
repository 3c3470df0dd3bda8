import type { AgentProfile, CourierEvent, Presence } from "@frontdesk/widget/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSnapshot, useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { AGENTS_KEY } from "../team/queries";
import { PRESENCE_WORDS } from "../text/presence";

/** Below the agents', so that it is asked for again when they are. */
const ME_KEY = [...AGENTS_KEY, "me"] as const;

type Own = Pick<AgentProfile, "status" | "presence" | "current_chats" | "max_concurrent_chats">;

/** What one has chosen, and what the others see of it. */
export function useMyPresence() {
  const { api, courier, me } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const { data = me } = useQuery({ queryKey: ME_KEY, queryFn: () => api.me() });
  useEffect(
    () =>
      courier.onEvent((event) => {
        const seen = seenOf(event, me.id);
        if (!seen) return;
        queries.setQueryData<AgentProfile>(ME_KEY, (known) => ({ ...(known ?? me), ...seen }));
        // What was chosen, perhaps in another window, is not part of what the others see.
        void queries.invalidateQueries({ queryKey: ME_KEY });
      }),
    [courier, queries, me],
  );
  const { mutate } = useMutation({
    mutationFn: (status: Presence) => api.setStatus(status),
    onMutate: (status) => {
      queries.setQueryData<AgentProfile>(ME_KEY, (known) => ({ ...(known ?? me), status, presence: status }));
    },
    onSuccess: (profile) => queries.setQueryData(ME_KEY, profile),
    onError: () => {
      say("Your status could not be changed.");
      void queries.invalidateQueries({ queryKey: ME_KEY });
    },
  });
  return { mine: data, choose: mutate };
}

/** Where WebSockets are blocked there is no heartbeat: what one has chosen is said again instead, as often. */
export function useSignsOfLife() {
  const { api, me } = useWork();
  const { mine } = useMyPresence();
  const isPolling = useSnapshot().connection === "polling";
  useEffect(() => {
    if (!isPolling) return;
    // One that is lost is followed by the next.
    const say = () => void api.setStatus(mine.status).catch(() => {});
    say();
    const timer = setInterval(say, me.limits.heartbeat_seconds * 1_000);
    return () => clearInterval(timer);
  }, [api, me, mine.status, isPolling]);
}

function seenOf(event: CourierEvent, agentId: string) {
  if (event.type !== "push" || event.frame.type !== "presence.changed") return null;
  return event.frame.agent.id === agentId ? event.frame.agent : null;
}

/** "Busy (5 of 5)", "Away (no activity)": also why, where it is not what one has chosen. */
export function presenceWords({ status, presence, current_chats, max_concurrent_chats }: Own): string {
  const words = PRESENCE_WORDS[presence];
  if (presence === "busy" && current_chats >= max_concurrent_chats) {
    return `${words} (${current_chats} of ${max_concurrent_chats})`;
  }
  if (presence === status) return words;
  if (presence === "away") return `${words} (no activity)`;
  return presence === "offline" ? `${words} (no connection)` : words;
}
