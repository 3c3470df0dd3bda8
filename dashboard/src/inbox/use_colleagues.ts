import type { Agent } from "@frontdesk/widget/client";
import { useMemo } from "react";
import { useAgents } from "../team/queries";

/** Everybody who answers, by id. */
export function useColleagues(): ReadonlyMap<string, Agent> {
  const { data } = useAgents();
  return useMemo(() => new Map((data ?? []).map((agent) => [agent.id, agent])), [data]);
}
