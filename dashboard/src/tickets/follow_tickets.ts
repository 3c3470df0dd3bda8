import type { CourierEvent } from "@frontdesk/widget/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useWork } from "../app/work";
import { TICKET_COUNTS_KEY, TICKET_LISTS_KEY } from "./queries";

/** Many are made at once when a queue empties itself in the evening: one question answers for all of them. */
const GATHER_MS = 1_000;

/** Has the lists and the count asked for again when a conversation has got a ticket. */
export function FollowTickets(): null {
  const { courier } = useWork();
  const queries = useQueryClient();
  useEffect(() => {
    const told = new Set<number>();
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const askAgain = () => {
      gathering = undefined;
      void queries.invalidateQueries({ queryKey: TICKET_LISTS_KEY });
      void queries.invalidateQueries({ queryKey: TICKET_COUNTS_KEY });
    };
    const heard = (event: CourierEvent) => {
      const number = ticketIn(event);
      if (number === null || told.has(number)) return;
      told.add(number);
      gathering ??= setTimeout(askAgain, GATHER_MS);
    };
    const stop = courier.onEvent(heard);
    return () => {
      stop();
      clearTimeout(gathering);
    };
  }, [courier, queries]);
  return null;
}

/** The number that a frame tells for its conversation: what the offline form leaves begins with its ticket. */
export function ticketIn(event: CourierEvent): number | null {
  if (event.type !== "push") return null;
  if (event.frame.type === "conversation.created") return event.frame.conversation.ticket_number ?? null;
  return event.frame.type === "conversation.updated" ? (event.frame.details?.ticket_number ?? null) : null;
}
