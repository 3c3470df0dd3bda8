import type { AgentConversation, Priority } from "@frontdesk/widget/client";

export const VIEWS = ["mine", "queue", "all"] as const;
export type View = (typeof VIEWS)[number];

export const ORDERS = ["waiting", "latest"] as const;
export type Order = (typeof ORDERS)[number];

const PRIORITY_RANK: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

export function isView(name: string | undefined): name is View {
  return VIEWS.some((view) => view === name);
}

/** Whether a list shows a conversation: the same rule as the server's, for conversations that change while it is open. */
export function belongs(view: View, conversation: AgentConversation, agentId: string): boolean {
  if (view === "all") return true;
  if (view === "queue") return conversation.status === "pending";
  return conversation.agent?.id === agentId && conversation.status !== "closed";
}

/** Whoever has answered has read what came before. */
export function unreadOf({ tail_seq, agent_read_seq, last_message }: AgentConversation): number {
  if (last_message?.sender_type === "agent") return 0;
  return Math.max(0, tail_seq - agent_read_seq);
}

export function sorted(conversations: readonly AgentConversation[], view: View, order: Order): AgentConversation[] {
  const byOrder = order === "waiting" ? byWaiting : byLatest;
  const compare = (one: AgentConversation, other: AgentConversation) =>
    (view === "queue" && order === "waiting" ? byPriority(one, other) : 0) ||
    byOrder(one, other) ||
    byLatest(one, other);
  return [...conversations].sort(compare);
}

function byPriority(one: AgentConversation, other: AgentConversation): number {
  return PRIORITY_RANK[one.priority] - PRIORITY_RANK[other.priority];
}

/** Whoever has waited longest comes first; whoever waits for nothing comes after everyone who does. */
function byWaiting(one: AgentConversation, other: AgentConversation): number {
  const since = (conversation: AgentConversation) =>
    conversation.unanswered_since ? Date.parse(conversation.unanswered_since) : Number.MAX_SAFE_INTEGER;
  return since(one) - since(other);
}

function byLatest(one: AgentConversation, other: AgentConversation): number {
  return lastActivity(other).localeCompare(lastActivity(one));
}

export function lastActivity(conversation: AgentConversation): string {
  return conversation.last_message?.created_at ?? conversation.created_at;
}
