import type { AgentApi, CannedResponse, CannedResponsePage } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { useWork } from "../app/work";

export const CANNED_RESPONSES_KEY = ["canned-responses"] as const;

const PAGE_SIZE = 100;

export interface CannedResponses {
  items: CannedResponse[];
  /** Every variable that a body may use. */
  variables: string[];
}

/** All of them: they are searched and sorted where they are shown. */
export function useCannedResponses() {
  const { api } = useWork();
  return useQuery({ queryKey: CANNED_RESPONSES_KEY, queryFn: () => fetchAll(api) });
}

async function fetchAll(api: Pick<AgentApi, "cannedResponses">): Promise<CannedResponses> {
  const items: CannedResponse[] = [];
  let page: CannedResponsePage | null = null;
  do {
    page = await api.cannedResponses({ cursor: page?.next_cursor ?? null, limit: PAGE_SIZE });
    items.push(...page.items);
  } while (page.next_cursor);
  return { items, variables: page.variables };
}
