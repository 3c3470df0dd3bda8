import type { WorkflowEffect } from "@frontdesk/widget/client";
import type { NameOf } from "./steps";

/** What happens at the end of a conversation with a workflow, for those who write it. */
export function effectWords(effect: WorkflowEffect, nameOf: NameOf): string[] {
  switch (effect.type) {
    case "department":
      return [`Goes to the queue of ${named(effect.department_id, nameOf, "a department")}.`];
    case "agent":
      return [`Goes to ${named(effect.agent_id, nameOf, "an agent")}, or to the queue where they cannot take it.`];
    case "bot":
      return ["From here on, the bot answers."];
    case "person":
      return ["The visitor has asked for a person, and waits in the queue."];
    case "ticket":
      return [...ticketWords(effect), leftWords(effect)];
    case "end":
      return [leftWords(effect)];
  }
}

function ticketWords({ subject, category, priority }: WorkflowEffect): string[] {
  const facts = [
    subject ? `“${subject}”` : "with the subject of the conversation",
    category && `category ${category}`,
    priority && `priority ${priority}`,
  ].filter(Boolean);
  return [`Makes a ticket, ${facts.join(", ")}, and tells the visitor its number.`];
}

function leftWords({ resolve }: WorkflowEffect): string {
  return resolve === false
    ? "The conversation stays open: what the visitor writes next goes to people."
    : "The conversation is resolved.";
}

function named(id: string | null | undefined, nameOf: NameOf, otherwise: string): string {
  return (id && nameOf(id)) ?? otherwise;
}
