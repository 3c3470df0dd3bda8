import type { AgentApi } from "@frontdesk/widget/client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { conversationKey, type InboxCache, listKey } from "./inbox_cache";
import { ask, type ListRequest, wholeList } from "./list_request";
import type { View } from "./views";

const PAGE_SIZE = 50;

interface Source {
  api: AgentApi;
  cache: InboxCache;
}

export function useList({ api, cache }: Source, list: View | ListRequest) {
  const request = typeof list === "string" ? wholeList(list) : list;
  return useInfiniteQuery({
    queryKey: listKey(request),
    queryFn: async ({ pageParam }) => {
      const asked = cache.moment;
      return cache.merged(request, await ask(api, request, pageParam, PAGE_SIZE), pageParam === null ? asked : null);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // Thousands of rows would be compared with each other for each page that is added.
    structuralSharing: false,
  });
}

/** One conversation; until its own answer is here, what the lists know of it. */
export function useConversation({ api, cache }: Source, id: string) {
  return useQuery({
    queryKey: conversationKey(id),
    queryFn: async () => cache.learn(await api.conversation(id)),
    placeholderData: () => cache.find(id),
  });
}
