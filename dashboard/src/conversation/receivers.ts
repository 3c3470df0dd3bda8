import type { Agent, AgentConversation, Department } from "@frontdesk/widget/client";

/** Somebody, or some group, to whom a conversation can be given. */
export interface Receiver {
  kind: "agent" | "department";
  id: string;
  name: string;
  /** Why it cannot be given to them now; null where it can. */
  refusal: string | null;
  /** What to consider, although nothing forbids it. */
  caution: string | null;
  agent: Agent | null;
  about: string | null;
}

type Given = Pick<AgentConversation, "agent" | "status" | "required_skills" | "department_id">;

/** Who can take it first, the least busy before the others; then who cannot, each with the reason. */
export function agentsAsReceivers(agents: readonly Agent[], conversation: Given): Receiver[] {
  return agents
    .map((agent) => asReceiver(agent, conversation))
    .sort(
      (one, other) =>
        Number(one.refusal !== null) - Number(other.refusal !== null) ||
        Number(one.caution !== null) - Number(other.caution !== null) ||
        shareOf(one.agent) - shareOf(other.agent) ||
        one.name.localeCompare(other.name),
    );
}

export function departmentsAsReceivers(departments: readonly Department[], conversation: Given): Receiver[] {
  return departments.map((department) => {
    const isThere = conversation.status === "pending" && conversation.department_id === department.id;
    return {
      kind: "department",
      id: department.id,
      name: department.name,
      refusal: isThere ? "It waits there already" : null,
      caution: department.agent_count === 0 ? "Nobody belongs to it" : null,
      agent: null,
      about: department.agent_count === 0 ? null : agentsOf(department.agent_count),
    };
  });
}

export function matching(receivers: readonly Receiver[], words: string): Receiver[] {
  const wanted = words.trim().toLocaleLowerCase();
  const said = ({ name, agent }: Receiver) => [name, agent?.email ?? "", ...(agent?.skills ?? [])].join("\n");
  return receivers.filter((receiver) => said(receiver).toLocaleLowerCase().includes(wanted));
}

function asReceiver(agent: Agent, conversation: Given): Receiver {
  const missing = conversation.required_skills.filter((skill) => !agent.skills.includes(skill));
  return {
    kind: "agent",
    id: agent.id,
    name: agent.name,
    refusal: refusalFor(agent, conversation),
    caution: missing.length > 0 ? `Lacks ${missing.join(", ")}` : null,
    agent,
    about: null,
  };
}

function refusalFor(agent: Agent, conversation: Given): string | null {
  if (conversation.status !== "pending" && conversation.agent?.id === agent.id) return "Has it already";
  if (agent.presence === "offline") return "Offline";
  if (agent.current_chats >= agent.max_concurrent_chats) return "No free slot";
  return null;
}

function shareOf(agent: Agent | null): number {
  return agent ? agent.current_chats / agent.max_concurrent_chats : 0;
}

function agentsOf(count: number): string {
  return count === 1 ? "1 agent" : `${count} agents`;
}
