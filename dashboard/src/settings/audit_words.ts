import type { Agent, AuditAction, AuditEntry } from "@frontdesk/widget/client";
import { NUMBERS } from "./company";

const DONE: Readonly<Record<AuditAction, string>> = {
  "settings.changed": "changed the settings",
  "widget.created": "made a widget",
  "widget.changed": "changed a widget",
  "widget.removed": "removed a widget",
  "widget.token_replaced": "replaced the token of a widget",
  "widget.secret_rotated": "made a new secret key for a widget",
  "agent.invited": "invited somebody",
  "agent.changed": "changed what somebody may and can do",
  "agent.removed": "removed somebody",
  "department.created": "made a department",
  "department.changed": "changed a department",
  "department.removed": "removed a department",
  "workflow.created": "made a workflow",
  "workflow.changed": "changed a workflow",
  "workflow.removed": "removed a workflow",
  "webhook.created": "added a webhook",
  "webhook.changed": "changed a webhook",
  "webhook.removed": "removed a webhook",
  "webhook.secret_rotated": "made a new secret for a webhook",
  "canned_response.removed": "deleted a canned response",
  "article.removed": "deleted an article",
  "visitor.exported": "exported what is known of a visitor",
  "visitor.erased": "erased a visitor",
  "data.exported": "exported all conversations",
};

/** About the company as a whole, and no record of it. */
export function isOfCompany({ action }: AuditEntry): boolean {
  return action === "settings.changed" || action === "data.exported";
}

/** "changed a widget: name, routing" */
export function doneWords({ action, fields }: AuditEntry): string {
  const done = DONE[action] ?? action;
  return fields.length === 0 ? done : `${done}: ${fields.map(nameOf).join(", ")}`;
}

/** As the page calls it, where it does. */
function nameOf(field: string): string {
  const shown = NUMBERS.find(({ name }) => name === field)?.label ?? field.replaceAll("_", " ");
  return shown.charAt(0).toLowerCase() + shown.slice(1);
}

export function actorName(by: string, agents: readonly Agent[]): string {
  if (by === "command-line") return "The command line";
  return agents.find((agent) => agent.id === by)?.name ?? "Somebody who is no longer here";
}
