import type { CannedResponse } from "@frontdesk/widget/client";

export const ORDERS = ["shortcut", "usage"] as const;
export type Order = (typeof ORDERS)[number];

/** "all", "everybody" for those of no department, or a department's id. */
export type Scope = string;

interface Wanted {
  sought: string;
  scope: Scope;
  order: Order;
}

/** Those that hold every word that is sought, in the order that is wanted. */
export function listing(responses: readonly CannedResponse[], { sought, scope, order }: Wanted): CannedResponse[] {
  const words = sought.toLowerCase().replace(/^\//, "").split(/\s+/).filter(Boolean);
  return responses
    .filter((response) => isIn(response, scope) && words.every((word) => textOf(response).includes(word)))
    .sort((one, two) => (order === "usage" ? two.usage_count - one.usage_count : 0) || byShortcut(one, two));
}

function isIn({ department_id }: CannedResponse, scope: Scope): boolean {
  return scope === "all" || (department_id ?? "everybody") === scope;
}

function textOf({ shortcut, title, body }: CannedResponse): string {
  return `${shortcut}\n${title}\n${body}`.toLowerCase();
}

function byShortcut(one: CannedResponse, two: CannedResponse): number {
  return one.shortcut.localeCompare(two.shortcut);
}
