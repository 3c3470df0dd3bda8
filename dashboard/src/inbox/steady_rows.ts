/** Rows that keep their places while somebody is about to click one. */
import type { AgentConversation } from "@frontdesk/widget/client";

export interface SteadyRows {
  rows: readonly AgentConversation[];
  /** Shown still, although they have left the list. */
  gone: ReadonlySet<string>;
  /** Not shown yet, although they have entered it. */
  waiting: number;
}

export function flowing(fresh: readonly AgentConversation[]): SteadyRows {
  return { rows: fresh, gone: new Set(), waiting: 0 };
}

/**
 * The rows as they stood, each as it is by now. What came at the end, as when a page is loaded, moves nothing and is
 * added there; anything else waits.
 */
export function steady(
  shown: readonly AgentConversation[],
  fresh: readonly AgentConversation[],
  find: (id: string) => AgentConversation | undefined,
): SteadyRows {
  const now = new Map(fresh.map((conversation) => [conversation.id, conversation]));
  const before = new Set(shown.map(({ id }) => id));
  const end = fresh.findLastIndex(({ id }) => before.has(id)) + 1;
  const atEnd = fresh.slice(end);
  const between = fresh.slice(0, end).filter(({ id }) => !before.has(id));
  const kept = shown.map((conversation) => now.get(conversation.id) ?? find(conversation.id) ?? conversation);
  return {
    rows: [...kept, ...atEnd],
    gone: new Set(shown.flatMap(({ id }) => (now.has(id) ? [] : [id]))),
    waiting: between.length,
  };
}
