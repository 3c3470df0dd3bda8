import type { Agent, CourierEvent, PushFrame } from "@frontdesk/widget/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSnapshot, useWork } from "../app/work";
import { AGENTS_KEY, WORKLOAD_KEY } from "./queries";

/** Several conversations change hands at once when an agent comes or goes: one question answers for all of them. */
const GATHER_MS = 1_000;

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
  const { connection } = useSnapshot();
  const queries = useQueryClient();

  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const askAgain = () => {
      gathering = undefined;
      void queries.invalidateQueries({ queryKey: AGENTS_KEY });
      void queries.invalidateQueries({ queryKey: WORKLOAD_KEY });
    };
    const heard = (event: CourierEvent) => {
      if (event.type !== "push") return;
      const { frame } = event;
      if (frame.type === "presence.changed") {
        queries.setQueryData<Agent[]>(AGENTS_KEY, (known) => known?.map((agent) => inPlaceOf(agent, frame.agent)));
      }
      if (CHANGES.has(frame.type)) gathering ??= setTimeout(askAgain, GATHER_MS);
    };
    const stop = courier.onEvent(heard);
    return () => {
      stop();
      clearTimeout(gathering);
    };
  }, [courier, queries]);

  // Nothing was heard while there was no connection.
  useEffect(() => {
    if (connection === "live") void queries.invalidateQueries({ queryKey: AGENTS_KEY });
  }, [connection, queries]);
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
