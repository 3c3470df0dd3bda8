import { useEffect, useState } from "preact/hooks";
import type { ConversationView } from "../../client";

/** A bot that has not answered by then is not shown as busy any longer. */
const SHOWN_FOR_MS = 15_000;

/** From a visitor's message until its answer, where no person answers. */
export function useBotAtWork({ log, state }: ConversationView): boolean {
  const last = log.pending.at(-1)?.clientId ?? lastOwn(log);
  const waiting = state?.handler !== "agent" && state?.status === "active" ? last : null;
  // What was there when the conversation came on screen was said some time ago.
  const [given, setGiven] = useState(waiting);
  useEffect(() => {
    if (waiting === null || waiting === given) return;
    const timer = setTimeout(() => setGiven(waiting), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [waiting, given]);
  return waiting !== null && waiting !== given;
}

function lastOwn({ messages }: ConversationView["log"]): string | null {
  const last = messages.at(-1);
  return last?.sender_type === "visitor" ? last.client_id : null;
}
