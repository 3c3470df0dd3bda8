import type { AgentApi, Workflow, WorkflowPage, WorkflowSummary } from "@frontdesk/widget/client";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useWork } from "../app/work";
import { useAgents, useDepartments } from "../team/queries";
import type { NameOf } from "./steps";

const WORKFLOWS_KEY = ["workflows"] as const;
const LIST_KEY = [...WORKFLOWS_KEY, "list"] as const;
const PAGE_SIZE = 100;
/** No frame tells of a colleague's change: what is on the screen is asked for again. */
const ASK_AGAIN_MS = 60_000;

const workflowKey = (id: string) => [...WORKFLOWS_KEY, "one", id] as const;

export function useWorkflows() {
  const { api } = useWork();
  return useQuery({
    queryKey: LIST_KEY,
    queryFn: () => fetchAll(api),
    staleTime: 0,
    refetchInterval: ASK_AGAIN_MS,
    refetchOnWindowFocus: "always",
  });
}

async function fetchAll(api: Pick<AgentApi, "workflows">): Promise<WorkflowSummary[]> {
  const items: WorkflowSummary[] = [];
  let page: WorkflowPage | null = null;
  do {
    page = await api.workflows({ cursor: page?.next_cursor ?? null, limit: PAGE_SIZE });
    items.push(...page.items);
  } while (page.next_cursor);
  return items;
}

/** With its latest definition. */
export function useWorkflow(id: string) {
  const { api } = useWork();
  return useQuery({
    queryKey: workflowKey(id),
    queryFn: () => api.workflow(id),
    staleTime: 0,
    refetchInterval: ASK_AGAIN_MS,
    refetchOnWindowFocus: "always",
  });
}

/** A version never changes. */
export function useVersion(id: string | null, version: number | null) {
  const { api } = useWork();
  return useQuery({
    queryKey: [...WORKFLOWS_KEY, "version", id, version],
    queryFn: () => api.workflow(id as string, version),
    enabled: id !== null && version !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The names of the widgets that begin with a workflow, by its id. */
export function useUses() {
  const { api } = useWork();
  return useQuery({
    queryKey: [...WORKFLOWS_KEY, "uses"],
    queryFn: async () => usesOf((await api.widgets()).items),
    staleTime: 0,
  });
}

export function usesOf(
  widgets: readonly { name: string; handler_id?: string | null }[],
): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  for (const { name, handler_id } of widgets) {
    if (handler_id) uses.set(handler_id, [...(uses.get(handler_id) ?? []), name]);
  }
  return uses;
}

export function useDefinitionSchema() {
  const { api } = useWork();
  return useQuery({
    queryKey: [...WORKFLOWS_KEY, "schema"],
    queryFn: () => api.workflowSchema(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What departments and agents are called. */
export function useNames(): NameOf {
  const departments = useDepartments().data;
  const agents = useAgents().data;
  return useCallback(
    (id) => [...(departments ?? []), ...(agents ?? [])].find((one) => one.id === id)?.name ?? null,
    [departments, agents],
  );
}

/** What the server has just answered needs no asking. */
export function keep(queries: QueryClient, workflow: Workflow): void {
  queries.setQueryData(workflowKey(workflow.id), workflow);
  void queries.invalidateQueries({ queryKey: LIST_KEY });
}

export async function forget(queries: QueryClient, id: string): Promise<void> {
  queries.removeQueries({ queryKey: workflowKey(id) });
  await queries.invalidateQueries({ queryKey: LIST_KEY });
}

export async function askAgain(queries: QueryClient, id: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: workflowKey(id) });
}
