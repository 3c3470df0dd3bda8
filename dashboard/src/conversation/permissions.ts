import type { AgentConversation, AgentProfile } from "@frontdesk/widget/client";

export const ACTIONS = ["accept", "resolve", "close", "reopen"] as const;
export type Action = (typeof ACTIONS)[number];

type Agent = Pick<AgentProfile, "id" | "role">;
type Held = Pick<AgentConversation, "agent" | "status">;

/** What the server will let this agent do; it decides again itself. */
export function actionsFor(conversation: Held, agent: Agent): Action[] {
  switch (conversation.status) {
    case "pending":
      return ["accept", "resolve", "close"];
    case "active":
    case "waiting":
      return mayAct(conversation, agent) ? ["resolve", "close"] : [];
    case "resolved":
      return mayAct(conversation, agent) ? ["close"] : [];
    case "closed":
      return ["reopen"];
  }
}

export function mayWrite(conversation: Held, agent: Agent): boolean {
  return isHeld(conversation) && mayAct(conversation, agent);
}

/** Passed on to a colleague or a department; out of the queue, to a department alone. */
export function mayTransfer(conversation: Held, agent: Agent): boolean {
  return isOpen(conversation) && mayAct(conversation, agent);
}

export function mayAssign(conversation: Held, agent: Agent): boolean {
  return isOpen(conversation) && agent.role === "admin";
}

/** The action after which somebody may write again. */
export function remedyFor({ status }: Held): Action | null {
  if (status === "pending") return "accept";
  return status === "closed" ? "reopen" : null;
}

function isHeld({ status }: Held): boolean {
  return status === "active" || status === "waiting";
}

function isOpen(conversation: Held): boolean {
  return conversation.status === "pending" || isHeld(conversation);
}

function mayAct({ agent: holder }: Held, agent: Agent): boolean {
  return !holder || holder.id === agent.id || agent.role === "admin";
}
