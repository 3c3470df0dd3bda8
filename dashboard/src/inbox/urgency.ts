import type { AgentConversation } from "@frontdesk/widget/client";

/** A visitor who has waited this long for an answer needs attention soon, */
export const ALERT_AFTER_SECONDS = 120;
/** and this long has waited too long. */
export const BREACH_AFTER_SECONDS = 600;

export type Urgency = "calm" | "alert" | "breach";

export function urgencyOf(conversation: Pick<AgentConversation, "unanswered_since">, now: number): Urgency {
  if (!conversation.unanswered_since) return "calm";
  return urgencyOfWait((now - Date.parse(conversation.unanswered_since)) / 1000);
}

export function urgencyOfWait(seconds: number): Urgency {
  if (seconds >= BREACH_AFTER_SECONDS) return "breach";
  return seconds >= ALERT_AFTER_SECONDS ? "alert" : "calm";
}
