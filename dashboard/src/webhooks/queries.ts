import type { AgentApi, Webhook, WebhookDelivery } from "@frontdesk/widget/client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";

const WEBHOOKS_KEY = ["webhooks"] as const;
const LOG_SIZE = 25;
/** While something is under way, the log is read again as often. */
const WATCH_MS = 2_000;

/** As they are now: Frontdesk switches off what fails for too long. */
export function useWebhooks() {
  const { api } = useWork();
  return useQuery({
    queryKey: WEBHOOKS_KEY,
    queryFn: async (): Promise<Webhook[]> => (await api.webhooks.list()).items,
    staleTime: 0,
    refetchOnWindowFocus: "always",
  });
}

/** A change of one webhook: what comes of it is on the screen at once. */
export function useChangeWebhook<Given, Answer>(
  change: (routes: AgentApi["webhooks"], given: Given) => Promise<Answer>,
  webhookOf: (answer: Answer) => Webhook,
) {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => change(api.webhooks, given),
    onSuccess: (answer) => {
      const changed = webhookOf(answer);
      queries.setQueryData<Webhook[]>(WEBHOOKS_KEY, (known = []) =>
        known.some(({ id }) => id === changed.id)
          ? known.map((each) => (each.id === changed.id ? changed : each))
          : [...known, changed],
      );
    },
  });
}

export function useRemoveWebhook(id: string) {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.webhooks.remove(id),
    onSuccess: () =>
      queries.setQueryData<Webhook[]>(WEBHOOKS_KEY, (known) => known?.filter((webhook) => webhook.id !== id)),
  });
}

/** The latest event first, page by page. */
export function useLog(id: string) {
  const { api } = useWork();
  return useInfiniteQuery({
    queryKey: logKey(id),
    queryFn: ({ pageParam }) => api.webhooks.deliveries(id, { cursor: pageParam, limit: LOG_SIZE }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? null,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === "pending")) && WATCH_MS,
  });
}

/** Something on its way once more, or to try the webhook out: the log is read until it has arrived. */
export function useSend(id: string, send: (routes: AgentApi["webhooks"]) => Promise<WebhookDelivery>) {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => send(api.webhooks),
    onSuccess: () => queries.invalidateQueries({ queryKey: logKey(id) }),
  });
}

function logKey(id: string) {
  return [...WEBHOOKS_KEY, id, "deliveries"] as const;
}
