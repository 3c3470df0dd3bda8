/** The HTTP routes by name: what both kinds of participant have in common, and what each has of its own. */
export { AgentApi } from "./agent_api";
export type {
  AgentListQuery,
  ArticleFilters,
  ArticleQuery,
  QueueQuery,
  TicketQuery,
  UnansweredQuery,
} from "./agent_queries";
export type { ConversationApi, ListQuery, PageBounds } from "./conversation_routes";
export { VisitorApi, WidgetApi } from "./visitor_api";
