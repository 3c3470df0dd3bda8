import type { AgentApi, AgentConversationPage } from "@frontdesk/widget/client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { conversationKey, type InboxCache, listKey } from "./inbox_cache";
import type { View } from "./views";

const PAGE_SIZE = 50;

interface Source {
  api: AgentApi;
  cache: InboxCache;
}

export function useList({ api, cache }: Source, view: View) {
  return useInfiniteQuery({
    queryKey: listKey(view),
    queryFn: async ({ pageParam }) => {
      const asked = cache.moment;
      return cache.merged(view, await fetchPage(api, view, pageParam), pageParam === null ? asked : null);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

function fetchPage(api: AgentApi, view: View, cursor: string | null): Promise<AgentConversationPage> {
  const query = { cursor, limit: PAGE_SIZE };
  return view === "queue" ? api.queue(query) : api.conversations({ ...query, scope: view });
}

/** One conversation; until its own answer is here, what the lists know of it. */
export function useConversation({ api, cache }: Source, id: string) {
  return useQuery({
    queryKey: conversationKey(id),
    queryFn: async () => cache.newest(await api.conversation(id)),
    placeholderData: () => cache.find(id),
  });
}
