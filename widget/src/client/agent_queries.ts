/** How the lists of agents are narrowed and sorted. */
import type { ListQuery } from "./conversation_routes";
import type { Handler, Priority, Status, TicketStatus } from "./wire";

export interface AgentListQuery extends ListQuery {
  scope?: "mine" | "all";
  status?: readonly Status[];
  handler?: Handler | null;
  agent_id?: string | null;
  department_id?: string | null;
  widget_id?: string | null;
  priority?: Priority | null;
  tag?: string | null;
  /** Instants of the start: the first that fits, and the first that is too late. */
  from?: string | null;
  to?: string | null;
  q?: string | null;
  sort?: "newest" | "oldest" | "longest_waiting";
}

export interface QueueQuery extends ListQuery {
  priority?: Priority | null;
  skill?: string | null;
  department_id?: string | null;
  sort?: "priority" | "wait";
}

export interface ArticleFilters {
  /** Those that visitors may read, or those that they may not. */
  published?: boolean | null;
  tag?: string | null;
  locale?: string | null;
}

export interface ArticleQuery extends ListQuery, ArticleFilters {
  q?: string;
}

export interface UnansweredQuery extends ListQuery {
  sort?: "count" | "latest";
}

export interface TicketQuery extends ListQuery {
  status?: TicketStatus | null;
  assignee_id?: string | null;
  /** Those that nobody has. */
  unassigned?: boolean;
  q?: string | null;
}
