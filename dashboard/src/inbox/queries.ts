import type { AgentApi, AgentConversation } from "@frontdesk/widget/client";
import { type QueryClient, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { listed, newest, type Pages, placed } from "./patches";
import { belongs, VIEWS, type View } from "./views";

export const listKey = (view: View) => ["list", view] as const;
export const conversationKey = (id: string) => ["conversation", id] as const;

const PAGE_SIZE = 50;

export function useList(api: AgentApi, view: View) {
  return useInfiniteQuery({
    queryKey: listKey(view),
    queryFn: ({ pageParam }) => fetchPage(api, view, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

function fetchPage(api: AgentApi, view: View, cursor: string | null) {
  const query = { cursor, limit: PAGE_SIZE };
  return view === "queue" ? api.queue(query) : api.conversations({ ...query, scope: view });
}

/** One conversation; until its own answer is here, what the lists know of it. */
export function useConversation(api: AgentApi, cache: InboxCache, id: string) {
  return useQuery({
    queryKey: conversationKey(id),
    queryFn: async () => newest(cache.find(id), await api.conversation(id)),
    placeholderData: () => cache.find(id),
  });
}

/** The one door through which live frames and answers reach what the lists and the open conversation show. */
export class InboxCache {
  constructor(
    private readonly queries: QueryClient,
    private readonly agentId: string,
  ) {}

  find(id: string): AgentConversation | undefined {
    const single = this.queries.getQueryData<AgentConversation>(conversationKey(id));
    if (single) return single;
    for (const view of VIEWS) {
      const found = this.list(view).find((conversation) => conversation.id === id);
      if (found) return found;
    }
    return undefined;
  }

  list(view: View): AgentConversation[] {
    return listed(this.queries.getQueryData<Pages>(listKey(view)));
  }

  /** Shows this conversation wherever it belongs now, and nowhere else. */
  put(conversation: AgentConversation): void {
    const { id } = conversation;
    this.queries.setQueryData<AgentConversation>(conversationKey(id), (known) => newest(known, conversation));
    for (const view of VIEWS) {
      this.queries.setQueryData<Pages>(
        listKey(view),
        (pages) => pages && placed(pages, conversation, belongs(view, conversation, this.agentId)),
      );
    }
  }

  /** False where nothing is known of it. */
  change(id: string, change: (conversation: AgentConversation) => AgentConversation): boolean {
    const known = this.find(id);
    if (!known) return false;
    const changed = change(known);
    if (changed !== known) this.put(changed);
    return true;
  }

  /** Frames may have been missed: asks again for what is on screen. */
  refresh(): void {
    void this.queries.invalidateQueries();
  }
}
