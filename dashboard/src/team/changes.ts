import type { Agent, EditAgent, InviteAgent } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { withAgent } from "./follow_team";
import { AGENTS_KEY, DEPARTMENTS_KEY } from "./queries";

/** How many agents a department has changes with its agents. */
function useAgentsAgain() {
  const queries = useQueryClient();
  return {
    put: (agent: Agent) => {
      queries.setQueryData<Agent[]>(AGENTS_KEY, (known) => known && withAgent(known, agent));
      void queries.invalidateQueries({ queryKey: DEPARTMENTS_KEY });
    },
    take: (id: string) => {
      queries.setQueryData<Agent[]>(AGENTS_KEY, (known) => known?.filter((agent) => agent.id !== id));
      void queries.invalidateQueries({ queryKey: DEPARTMENTS_KEY });
    },
  };
}

export function useInvite(done: () => void) {
  const { api } = useWork();
  const agents = useAgentsAgain();
  const say = useToast();
  return useMutation({
    mutationFn: (invited: InviteAgent) => api.inviteAgent(invited),
    onSuccess: (agent) => {
      agents.put(agent);
      say(`${agent.name} is invited: an email with a first password is on its way.`);
      done();
    },
  });
}

export function useEditAgent(id: string, done: () => void) {
  const { api } = useWork();
  const agents = useAgentsAgain();
  return useMutation({
    mutationFn: (changes: EditAgent) => api.editAgent(id, changes),
    onSuccess: (agent) => {
      agents.put(agent);
      done();
    },
  });
}

export function useRemoveAgent(agent: Agent, done: () => void) {
  const { api } = useWork();
  const agents = useAgentsAgain();
  const say = useToast();
  return useMutation({
    mutationFn: () => api.removeAgent(agent.id),
    onSuccess: () => {
      agents.take(agent.id);
      say(`${agent.name} is no longer part of the team.`);
      done();
    },
  });
}
