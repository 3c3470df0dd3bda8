import type { AgentConversation, Escalation } from "@frontdesk/widget/client";

/** The last escalation, while nobody of the team has answered since. */
export function untold(conversation: AgentConversation): Escalation | null {
  const { status, handler, escalations, last_message, first_response_at } = conversation;
  const last = escalations?.at(-1);
  if (!last || handler !== "agent" || status === "resolved" || status === "closed") return null;
  const answeredAt = last_message?.sender_type === "agent" ? last_message.created_at : first_response_at;
  const hasAnswered = answeredAt != null && answeredAt > last.at;
  return hasAnswered || status === "waiting" ? null : last;
}
