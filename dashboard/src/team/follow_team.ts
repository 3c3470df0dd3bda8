import type { Agent, CourierEvent, PushFrame } from "@frontdesk/widget/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useKeptFresh } from "../app/use_kept_fresh";
import { useWork } from "../app/work";
import { AGENTS_KEY, WORKLOAD_KEY } from "./queries";

const KEYS = [AGENTS_KEY, WORKLOAD_KEY];

/** Somebody may have come to the team or left it; a conversation may have come into hands or gone out of them. */
const CHANGES: ReadonlySet<PushFrame["type"]> = new Set([
  "presence.changed",
  "conversation.assigned",
  "conversation.updated",
  "conversation.ended",
]);

/** Keeps the agents' presence and workload as they are now, on whichever page one is. */
export function FollowTeam(): null {
  const { courier } = useWork();
  const queries = useQueryClient();
  useKeptFresh(KEYS, CHANGES);

  // Whose presence has changed is known at once; what they hold is asked for.
  useEffect(
    () =>
      courier.onEvent((event: CourierEvent) => {
        if (event.type !== "push" || event.frame.type !== "presence.changed") return;
        const { agent } = event.frame;
        queries.setQueryData<Agent[]>(AGENTS_KEY, (known) => known?.map((one) => inPlaceOf(one, agent)));
      }),
    [courier, queries],
  );
  return null;
}

/** The list with this agent as they are now, in their place or at its end. */
export function withAgent(known: Agent[], agent: Agent): Agent[] {
  const isKnown = known.some(({ id }) => id === agent.id);
  return isKnown ? known.map((other) => inPlaceOf(other, agent)) : [...known, agent];
}

function inPlaceOf(known: Agent, newer: Agent): Agent {
  return known.id === newer.id ? newer : known;
}
