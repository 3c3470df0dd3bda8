import type { AgentConversation, Priority } from "@frontdesk/widget/client";
import { lastActivity, type View } from "./views";

export type Order = "priority" | "queued" | "waiting" | "latest" | "newest" | "oldest";

/** The orders of each list; the first is its usual one. */
export const ORDERS_OF: Record<View, readonly [Order, ...Order[]]> = {
  mine: ["waiting", "latest", "newest", "oldest"],
  queue: ["priority", "queued"],
  all: ["newest", "oldest", "waiting"],
};

const PRIORITY_RANK: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** After any instant; who waits for nothing stands behind all who do. */
const ANSWERED = "~";

/** By what a conversation is placed. Instants of one format compare as texts, which is quick for thousands of rows. */
const PLACE_OF: Record<Order, (conversation: AgentConversation) => string> = {
  priority: (conversation) => `${PRIORITY_RANK[conversation.priority]} ${queuedAt(conversation)}`,
  queued: queuedAt,
  waiting: ({ unanswered_since, created_at }) => unanswered_since ?? `${ANSWERED} ${created_at}`,
  latest: lastActivity,
  newest: ({ created_at }) => created_at,
  oldest: ({ created_at }) => created_at,
};

const FROM_THE_END: ReadonlySet<Order> = new Set<Order>(["latest", "newest"]);

interface Placed {
  place: string;
  activity: string;
  conversation: AgentConversation;
}

export function sorted(conversations: readonly AgentConversation[], order: Order): AgentConversation[] {
  const place = PLACE_OF[order];
  const placed = conversations.map(
    (conversation): Placed => ({ place: place(conversation), activity: lastActivity(conversation), conversation }),
  );
  const direction = FROM_THE_END.has(order) ? -1 : 1;
  placed.sort((one, other) => direction * compare(one.place, other.place) || compare(other.activity, one.activity));
  return placed.map(({ conversation }) => conversation);
}

/** Whether it comes after every one of these. */
export function comesLast(
  conversation: AgentConversation,
  others: readonly AgentConversation[],
  order: Order,
): boolean {
  return sorted([conversation, ...others], order).at(-1) === conversation;
}

/** Since when it has been in the queue. */
export function queuedAt({ queued_at, unanswered_since, created_at }: AgentConversation): string {
  return queued_at ?? unanswered_since ?? created_at;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
