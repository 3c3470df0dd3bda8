import type { AgentConversation, Escalation } from "@frontdesk/widget/client";

/** The last escalation, while nobody of the team has answered since. */
export function untold({ status, handler, escalations, last_message }: AgentConversation): Escalation | null {
  const last = escalations?.at(-1);
  if (!last || handler !== "agent" || status === "resolved" || status === "closed") return null;
  const hasAnswered = last_message?.sender_type === "agent" && last_message.created_at > last.at;
  return hasAnswered || status === "waiting" ? null : last;
}
