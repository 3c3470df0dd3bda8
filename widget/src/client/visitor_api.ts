/** The HTTP routes of a visitor. */

import { ConversationRoutes, type ListQuery } from "./conversation_routes";
import type { Http } from "./http";
import type {
  ArticleVote,
  ConversationChanged,
  IdentifyVisitor,
  LeaveMessage,
  LeftMessage,
  PublicArticle,
  RateConversation,
  RatedAnswer,
  Session,
  SessionRequest,
  StartConversation,
  StartedConversation,
  VisitorConversation,
  VisitorConversationPage,
  WidgetConfig,
} from "./wire";

/** `http.base` ends with `/api/widget/{token}`; its credentials are the visitor's. */
export class VisitorApi extends ConversationRoutes<VisitorConversation> {
  start(conversation: StartConversation): Promise<StartedConversation> {
    return this.http.post("/conversations", conversation);
  }

  conversations(query: ListQuery = {}): Promise<VisitorConversationPage> {
    return this.http.get("/conversations", { query: { ...query } });
  }

  end(id: string): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/end`);
  }

  /** Marks it as solved. */
  resolve(id: string): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/resolve`);
  }

  /** Asks for a person. */
  escalate(id: string, reason?: string): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/escalate`, { reason: reason ?? null });
  }

  /** Whether an answer of the bot has helped. */
  rate(id: string, seq: number, helpful: boolean): Promise<RatedAnswer> {
    return this.http.post(`/conversations/${id}/messages/${seq}/feedback`, { helpful });
  }

  /** What its visitor thinks of a conversation, until its `rateable_until`; rating again changes the rating. */
  rateConversation(id: string, rating: RateConversation): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/rate`, rating);
  }

  article(slug: string): Promise<PublicArticle> {
    return this.http.get(`/articles/${encodeURIComponent(slug)}`);
  }

  /** One of each visitor: another one takes its place. */
  vote(slug: string, helpful: boolean): Promise<ArticleVote> {
    return this.http.post(`/articles/${encodeURIComponent(slug)}/vote`, { helpful });
  }

  /** While nobody is there. It becomes a ticket. */
  leaveMessage(message: LeaveMessage): Promise<LeftMessage> {
    return this.http.post("/offline-message", message);
  }

  transcript(id: string, timeZone: string): Promise<string> {
    return this.http.text(`/conversations/${id}/transcript`, { query: { format: "text", time_zone: timeZone } });
  }
}

/** The two routes that come before a visitor has a token of their own. */
export class WidgetApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  config(): Promise<WidgetConfig> {
    return this.#http.get("/config");
  }

  /** As whom the site names. With the token of who they were before, what those wrote becomes theirs; the new session's
   * token is theirs from then on, and the WebSocket is opened anew with it. */
  identify(visitor: IdentifyVisitor, token?: string): Promise<Session> {
    return this.#http.post("/identify", visitor, token ? { bearer: token } : {});
  }

  /** With a token the visitor is resumed and the token renewed. */
  session(visitor: SessionRequest, token?: string): Promise<Session> {
    return this.#http.post("/session", visitor, token ? { bearer: token } : {});
  }
}
