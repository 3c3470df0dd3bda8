import type { TicketPage, TicketQuery, TicketSummary } from "@frontdesk/widget/client";
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";

export const TICKETS_KEY = ["tickets"] as const;
export const TICKET_LISTS_KEY = [...TICKETS_KEY, "list"] as const;
export const TICKET_COUNTS_KEY = [...TICKETS_KEY, "counts"] as const;
export const ticketKey = (number: number) => [...TICKETS_KEY, "one", number] as const;

export type TicketPages = InfiniteData<TicketPage, string | null>;

const PAGE_SIZE = 50;
/** No frame tells of a colleague's change to a ticket: what is on screen is asked for again. */
const ASK_AGAIN_MS = 60_000;
const COUNT_AGAIN_MS = 5 * 60_000;

export function useTickets(query: TicketQuery) {
  const { api } = useWork();
  return useInfiniteQuery({
    queryKey: [...TICKET_LISTS_KEY, query],
    queryFn: ({ pageParam }) => api.tickets({ ...query, cursor: pageParam, limit: PAGE_SIZE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: TicketPage) => page.next_cursor ?? null,
    refetchInterval: ASK_AGAIN_MS,
    refetchOnWindowFocus: "always",
    staleTime: 0,
  });
}

export function useTicket(number: number) {
  const { api } = useWork();
  return useQuery({
    queryKey: ticketKey(number),
    queryFn: () => api.ticketNumbered(number),
    refetchInterval: ASK_AGAIN_MS,
    refetchOnWindowFocus: "always",
    staleTime: 0,
  });
}

/** What is still to be done. */
export function useTicketCounts() {
  const { api } = useWork();
  return useQuery({
    queryKey: TICKET_COUNTS_KEY,
    queryFn: () => api.ticketCounts(),
    refetchInterval: COUNT_AGAIN_MS,
    refetchOnWindowFocus: true,
  });
}

/** Those of the tickets that have been listed so far. */
export function useKnownCategories(): string[] {
  const queries = useQueryClient();
  const lists = queries.getQueriesData<TicketPages>({ queryKey: TICKET_LISTS_KEY });
  const found = lists.flatMap(([, pages]) => ticketsIn(pages)).flatMap(({ category }) => category ?? []);
  return [...new Set(found)].sort();
}

/** Each once: a page may begin with what the one before it ended with. */
export function ticketsIn(pages: Pick<TicketPages, "pages"> | undefined): TicketSummary[] {
  const found = new Map(pages?.pages.flatMap(({ items }) => items).map((ticket) => [ticket.number, ticket]));
  return [...found.values()];
}

/** The list with this ticket as it is now; where it stands, and whether it still fits, is asked anew later. */
export function withTicket(pages: TicketPages, ticket: TicketSummary): TicketPages {
  const placed = (items: TicketSummary[]) => items.map((item) => (item.number === ticket.number ? ticket : item));
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: placed(page.items) })) };
}
