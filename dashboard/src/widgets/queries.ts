import type { AgentApi, Widget, WorkflowSummary } from "@frontdesk/widget/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";

export const WIDGETS_KEY = ["widgets"] as const;
const WORKFLOWS_KEY = ["workflows"] as const;
const PAGE_SIZE = 100;

/** All of them, by name. */
export function useWidgets() {
  return useQuery(useListing());
}

/** One of them, as it is when a page comes to need it: a list that was read earlier may not have it yet. */
export function useWidget(id: string) {
  const { api } = useWork();
  return useQuery({ queryKey: [...WIDGETS_KEY, id], queryFn: () => api.widget(id) });
}

/** As they are now: where they are kept, a colleague may be at it too. */
export function useFreshWidgets() {
  return useQuery({ ...useListing(), staleTime: 0, refetchOnWindowFocus: "always" });
}

function useListing() {
  const { api } = useWork();
  return { queryKey: WIDGETS_KEY, queryFn: async (): Promise<Widget[]> => (await api.widgets()).items };
}

/** The workflows that a widget can begin with. */
export function useWorkflowChoices() {
  const { api } = useWork();
  return useQuery({ queryKey: [...WORKFLOWS_KEY, "choices"], queryFn: () => allWorkflows(api) });
}

async function allWorkflows(api: Pick<AgentApi, "workflows">): Promise<WorkflowSummary[]> {
  const found: WorkflowSummary[] = [];
  let cursor: string | null = null;
  do {
    const page = await api.workflows({ cursor, limit: PAGE_SIZE });
    found.push(...page.items);
    cursor = page.next_cursor ?? null;
  } while (cursor !== null);
  return found;
}

/** For the Frontdesk that has served this page. It is another with each token. */
export function useEmbedCode({ id, token }: Pick<Widget, "id" | "token">) {
  const { api } = useWork();
  return useQuery({
    queryKey: [...WIDGETS_KEY, id, "embed-code", token],
    queryFn: () => api.embedCode(id, location.origin),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A change of one widget: what comes of it is on the screen at once. */
export function useChangeWidget<Given, Answer>(
  change: (api: AgentApi, given: Given) => Promise<Answer>,
  widgetOf: (answer: Answer) => Widget,
) {
  const { api } = useWork();
  const put = usePutWidget();
  return useMutation({
    mutationFn: (given: Given) => change(api, given),
    onSuccess: (answer) => put(widgetOf(answer)),
  });
}

/** In the list as it is now; one that is new takes its place by name. */
export function usePutWidget(): (widget: Widget) => void {
  const queries = useQueryClient();
  return (widget) =>
    queries.setQueryData<Widget[]>(WIDGETS_KEY, (known) => {
      const others = (known ?? []).filter(({ id }) => id !== widget.id);
      return [...others, widget].sort((one, other) => one.name.localeCompare(other.name));
    });
}

export function useRemoveWidget(id: string) {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.removeWidget(id),
    onSuccess: () =>
      queries.setQueryData<Widget[]>(WIDGETS_KEY, (known) => known?.filter((widget) => widget.id !== id)),
  });
}
