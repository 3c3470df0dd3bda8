import type { AgentApi, AgentConversation, AgentConversationPage, Status } from "@frontdesk/widget/client";
import { type Filters, instantsOf, NO_FILTERS, passes } from "./filters";
import { ORDERS_OF, type Order } from "./orders";
import { belongs, type View } from "./views";

/** One list as it is asked for, and known by in the cache. */
export interface ListRequest {
  view: View;
  order: Order;
  filters: Filters;
  /** What is searched for; empty for no search. */
  q: string;
}

/** A view as one finds it: in its usual order, with nothing left out. */
export function wholeList(view: View): ListRequest {
  return { view, order: ORDERS_OF[view][0], filters: NO_FILTERS, q: "" };
}

/** Those that can be waiting for an answer. */
const OPEN: readonly Status[] = ["pending", "active", "waiting"];

/** What a search can be sorted by. */
const SEARCHED: readonly Order[] = ["newest", "oldest"];

/** The orders that this list has with these filters and this search; the first is the one it falls back to. */
export function ordersOf({ view, filters, q }: Omit<ListRequest, "order">): readonly Order[] {
  if (q !== "") return SEARCHED;
  const showsEnded = filters.status.some((status) => !OPEN.includes(status));
  return ORDERS_OF[view].filter((order) => !(view === "all" && order === "waiting" && showsEnded));
}

/** The request as the server can carry it out. */
export function settled(request: ListRequest): ListRequest {
  const orders = ordersOf(request);
  const order = orders.includes(request.order) ? request.order : (orders[0] ?? request.order);
  const isOpenOnly = request.view === "all" && order === "waiting" && request.filters.status.length === 0;
  return { ...request, order, ...(isOpenOnly ? { filters: { ...request.filters, status: OPEN } } : {}) };
}

type Lists = Pick<AgentApi, "conversations" | "queue">;

export function ask(
  api: Lists,
  { view, order, filters, q }: ListRequest,
  cursor: string | null,
  limit: number,
): Promise<AgentConversationPage> {
  const { handler, agentId, departmentId, widgetId, priority, tag, skill } = filters;
  const shared = { cursor, limit, department_id: departmentId, priority };
  if (view === "queue" && q === "") {
    return api.queue({ ...shared, skill, sort: order === "queued" ? "wait" : "priority" });
  }
  const { created_from: from, created_to: to } = instantsOf(filters);
  return api.conversations({
    ...shared,
    scope: view === "mine" ? "mine" : "all",
    status: view === "queue" ? ["pending"] : filters.status,
    handler,
    agent_id: agentId,
    widget_id: widgetId,
    tag,
    from,
    to,
    q: q || null,
    sort: sortOf(view, order),
  });
}

/** One's own conversations are few, and are sorted here. */
function sortOf(view: View, order: Order) {
  if (view === "all" && order === "waiting") return "longest_waiting";
  return order === "oldest" ? "oldest" : "newest";
}

/**
 * Where a conversation that has changed is to be shown. What is searched for lies in the messages too, so that only the
 * server can say who enters such a list.
 */
export function placeIn(request: ListRequest, conversation: AgentConversation, agentId: string): Place {
  if (!belongs(request.view, conversation, agentId) || !passes(request.filters, conversation)) return "nowhere";
  return request.q === "" ? "here" : "where-it-is";
}

export type Place = "here" | "where-it-is" | "nowhere";
