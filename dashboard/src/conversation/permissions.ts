import type { AgentConversation, AgentProfile, Widget } from "@frontdesk/widget/client";

export const ACTIONS = ["accept", "resolve", "close", "reopen", "hand-back"] as const;
export type Action = (typeof ACTIONS)[number];

type Agent = Pick<AgentProfile, "id" | "role">;
type Held = Pick<AgentConversation, "agent" | "status" | "handler">;

/** What the server will let this agent do; it decides again itself. */
export function actionsFor(conversation: Held, agent: Agent): Action[] {
  switch (conversation.status) {
    case "pending":
      return ["accept", "resolve", "close"];
    case "active":
    case "waiting":
      if (isAutomatic(conversation)) return ["accept", "resolve", "close"];
      return mayAct(conversation, agent) ? ["resolve", "close"] : [];
    case "resolved":
      return mayAct(conversation, agent) ? ["close"] : [];
    case "closed":
      return ["reopen"];
  }
}

export function mayWrite(conversation: Held, agent: Agent): boolean {
  return isHeld(conversation) && !isAutomatic(conversation) && mayAct(conversation, agent);
}

/** Out of one's own hands or the bot's; what waits in the queue has been called for already. */
export function mayEscalate(conversation: Held, agent: Agent): boolean {
  return isHeld(conversation) && mayAct(conversation, agent);
}

/** Where the widget that it came by has a bot, whether that has said anything yet or not. */
export function mayHandBack(
  conversation: Held,
  agent: Agent,
  widget: Pick<Widget, "handler_type"> | undefined,
): boolean {
  return (
    widget?.handler_type === "ai_bot" &&
    isHeld(conversation) &&
    !isAutomatic(conversation) &&
    mayAct(conversation, agent)
  );
}

/** The bot or a workflow answers; an agent can step in at any time. */
export function isAutomatic({ handler, status }: Pick<Held, "handler" | "status">): boolean {
  return handler !== "agent" && (status === "active" || status === "waiting");
}

/** Passed on to a colleague or a department; out of the queue, to a department alone. */
export function mayTransfer(conversation: Held, agent: Agent): boolean {
  return isOpen(conversation) && mayAct(conversation, agent);
}

export function mayAssign(conversation: Held, agent: Agent): boolean {
  return isOpen(conversation) && agent.role === "admin";
}

/** The action after which somebody may write again. */
export function remedyFor(conversation: Held): Action | null {
  const { status } = conversation;
  if (status === "pending" || isAutomatic(conversation)) return "accept";
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
