import type { AgentConversation, Handler, Priority, Status } from "@frontdesk/widget/client";

/** What a list is narrowed to. Null, or no status, lets every conversation pass; days are the agent's own. */
export interface Filters {
  status: readonly Status[];
  /** Who answers at present. */
  handler: Handler | null;
  agentId: string | null;
  departmentId: string | null;
  widgetId: string | null;
  priority: Priority | null;
  tag: string | null;
  skill: string | null;
  from: string | null;
  to: string | null;
}

export const NO_FILTERS: Filters = {
  status: [],
  handler: null,
  agentId: null,
  departmentId: null,
  widgetId: null,
  priority: null,
  tag: null,
  skill: null,
  from: null,
  to: null,
};

export type FilterName = keyof Filters;

export const ANSWERED_BY: Readonly<Record<Handler, string>> = {
  agent: "People",
  bot: "The bot",
  workflow: "A workflow",
};

/** Those that are set, in the order in which they are shown. */
export function namesOfSet(filters: Filters): FilterName[] {
  const names = Object.keys(NO_FILTERS) as FilterName[];
  return names.filter((name) => (name === "status" ? filters.status.length > 0 : filters[name] !== null));
}

export function without(filters: Filters, name: FilterName): Filters {
  return { ...filters, [name]: NO_FILTERS[name] };
}

export function passes(filters: Filters, conversation: AgentConversation): boolean {
  const { status, handler, agentId, departmentId, widgetId, priority, tag, skill } = filters;
  const { created_from, created_to } = instantsOf(filters);
  return (
    (status.length === 0 || status.includes(conversation.status)) &&
    (handler === null || conversation.handler === handler) &&
    (agentId === null || conversation.agent?.id === agentId) &&
    (departmentId === null || conversation.department_id === departmentId) &&
    (widgetId === null || conversation.widget_id === widgetId) &&
    (priority === null || conversation.priority === priority) &&
    (tag === null || conversation.tags.includes(tag)) &&
    (skill === null || conversation.required_skills.includes(skill)) &&
    (created_from === null || created_from <= conversation.created_at) &&
    (created_to === null || conversation.created_at < created_to)
  );
}

/** From the first instant of the first day to the first instant after the last one. */
export function instantsOf({ from, to }: Pick<Filters, "from" | "to">) {
  return { created_from: from && startOf(from, 0), created_to: to && startOf(to, 1) };
}

function startOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
