import type { Agent, Department, Workload } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { useWork } from "../app/work";

export const AGENTS_KEY = ["agents"] as const;
export const DEPARTMENTS_KEY = ["departments"] as const;
export const WORKLOAD_KEY = ["workload"] as const;

/** Everybody who answers for this company. `FollowTeam` keeps them as they are now. */
export function useAgents() {
  const { api } = useWork();
  return useQuery({ queryKey: AGENTS_KEY, queryFn: async (): Promise<Agent[]> => (await api.agents()).items });
}

export function useDepartments() {
  const { api } = useWork();
  return useQuery({
    queryKey: DEPARTMENTS_KEY,
    queryFn: async (): Promise<Department[]> => {
      const found: Department[] = [];
      let cursor: string | null = null;
      do {
        const page = await api.departments({ cursor });
        found.push(...page.items);
        cursor = page.next_cursor ?? null;
      } while (cursor !== null);
      return found;
    },
  });
}

/** What one agent has in their hands. */
export function useWorkload(agentId: string) {
  const { api } = useWork();
  return useQuery({
    queryKey: [...WORKLOAD_KEY, agentId],
    queryFn: (): Promise<Workload> => api.workload(agentId),
    staleTime: 0,
  });
}
