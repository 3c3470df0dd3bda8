/**
 * The client half of the delivery contract, for any interface: no framework, no DOM beyond fetch, WebSocket and
 * IndexedDB.
 *
 *     const http = new Http({ base: `${origin}/api/v1/live-chat`, credentials });
 *     const api = new AgentApi(http);                        // or VisitorApi
 *     const courier = new Courier({
 *       participant: "agent", identity: `agent:${me.id}`, api, limits: me.limits, outbox: openOutbox(),
 *     });
 *     courier.subscribe(render);                             // fits useSyncExternalStore(subscribe, getSnapshot)
 *     courier.onEvent((event) => …);                         // pushes, received, sent, failed, session-ended
 *     courier.start();
 *     await courier.restore();                               // what an earlier page could not send
 *
 *     courier.follow(conversation);                          // from a list's item; from its tail on
 *     await courier.loadEarlier(conversation.id);            // one page of history, again for the one before it
 *     const { seq } = await courier.send(conversation.id, "Hello");
 *
 * Show `view.log.messages`, then `view.log.pending`. Never reorder, never filter by time: the log's order is the order.
 * Actions (accept, resolve, end, …) go through `api`; hand the state in their answer to `courier.learnState`.
 */
export {
  AgentApi,
  type AgentListQuery,
  type ArticleFilters,
  type ArticleQuery,
  type ConversationApi,
  type ListQuery,
  type QueueQuery,
  type TicketQuery,
  type UnansweredQuery,
  VisitorApi,
  WidgetApi,
} from "./api";
export { browserCommons, type Commons } from "./commons";
export type { ConversationView, TypingPerson } from "./conversation_view";
export { Courier, type CourierEvent, type CourierOptions } from "./courier";
export { ApiError, type Credentials, Http, isApiError } from "./http";
export { clientIdAt, OUTBOX, randomId } from "./ids";
export { linkTabs } from "./link_tabs";
export { type Failure, hasEarlier, type Log, type PendingMessage } from "./log";
export { MemoryOutbox, type Outbox, type OutboxEntry, openOutbox } from "./outbox";
export type { Draft, Sent } from "./sending";
export type { ConnectionState, Snapshot } from "./store";
export { browserSurroundings, type Surroundings, type WebSocketLike } from "./surroundings";
export { unreadCount } from "./unread";
export type * from "./wire";
