import type { AgentConversation } from "@frontdesk/widget/client";

export const VIEWS = ["mine", "queue", "all"] as const;
export type View = (typeof VIEWS)[number];

export function isView(name: string | undefined): name is View {
  return VIEWS.some((view) => view === name);
}

/** Whether a list shows a conversation: the same rule as the server's, for conversations that change while it is open. */
export function belongs(view: View, conversation: AgentConversation, agentId: string): boolean {
  if (view === "all") return true;
  if (view === "queue") return conversation.status === "pending";
  return conversation.agent?.id === agentId && conversation.status !== "closed";
}

/** Whoever has answered has read what came before; what was closed waits for nobody to read its end, and neither does
 * what the conversation says of itself. */
export function unreadOf({ tail_seq, agent_read_seq, last_message, status }: AgentConversation): number {
  if (last_message?.sender_type === "agent" || status === "closed") return 0;
  const last = last_message?.sender_type === "system" ? tail_seq - 1 : tail_seq;
  return Math.max(0, last - agent_read_seq);
}

export function lastActivity(conversation: AgentConversation): string {
  return conversation.last_message?.created_at ?? conversation.created_at;
}
