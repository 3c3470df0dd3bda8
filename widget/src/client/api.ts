/** The HTTP routes by name: what both kinds of participant have in common, and what each has of its own. */
import type { Http } from "./http";
import type {
  AgentConversation,
  AgentConversationPage,
  AgentProfile,
  ConversationChanged,
  MessagePage,
  ReadReceipt,
  SendMessage,
  SentMessage,
  Session,
  SessionRequest,
  SignInSettings,
  StartConversation,
  StartedConversation,
  Status,
  VisitorConversation,
  VisitorConversationPage,
  WidgetConfig,
  WsTicket,
} from "./wire";

/** Neither bound given: the newest page. */
export interface PageBounds {
  afterSeq?: number;
  beforeSeq?: number;
  limit?: number;
}

export interface ListQuery {
  cursor?: string | null;
  limit?: number;
}

/** What the courier asks of either API. */
export interface ConversationApi<Conversation extends VisitorConversation = VisitorConversation> {
  ticket(): Promise<WsTicket>;
  conversation(id: string): Promise<Conversation>;
  messages(id: string, bounds?: PageBounds): Promise<MessagePage>;
  send(id: string, message: SendMessage): Promise<SentMessage>;
  markRead(id: string, seq: number): Promise<ReadReceipt>;
  start?(conversation: StartConversation): Promise<StartedConversation>;
}

class ConversationRoutes<Conversation extends VisitorConversation> implements ConversationApi<Conversation> {
  protected readonly http: Http;

  constructor(http: Http) {
    this.http = http;
  }

  ticket(): Promise<WsTicket> {
    return this.http.post("/ws-ticket");
  }

  conversation(id: string): Promise<Conversation> {
    return this.http.get(`/conversations/${id}`);
  }

  messages(id: string, { afterSeq, beforeSeq, limit }: PageBounds = {}): Promise<MessagePage> {
    return this.http.get(`/conversations/${id}/messages`, {
      query: { after_seq: afterSeq, before_seq: beforeSeq, limit },
    });
  }

  send(id: string, message: SendMessage): Promise<SentMessage> {
    return this.http.post(`/conversations/${id}/messages`, message);
  }

  markRead(id: string, seq: number): Promise<ReadReceipt> {
    return this.http.post(`/conversations/${id}/read`, { seq });
  }
}

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

  /** With a token the visitor is resumed and the token renewed. */
  session(visitor: SessionRequest, token?: string): Promise<Session> {
    return this.#http.post("/session", visitor, token ? { bearer: token } : {});
  }
}

export interface AgentListQuery extends ListQuery {
  scope?: "mine" | "all";
  status?: Status;
}

/** `http.base` ends with `/api/v1/live-chat`; its credentials are the agent's. */
export class AgentApi extends ConversationRoutes<AgentConversation> {
  /** Needs no credentials. */
  signInSettings(): Promise<SignInSettings> {
    return this.http.get("/sign-in");
  }

  me(): Promise<AgentProfile> {
    return this.http.get("/agents/me");
  }

  conversations(query: AgentListQuery = {}): Promise<AgentConversationPage> {
    return this.http.get("/conversations", { query: { ...query } });
  }

  queue(query: ListQuery = {}): Promise<AgentConversationPage> {
    return this.http.get("/queue", { query: { ...query } });
  }

  accept(id: string): Promise<ConversationChanged> {
    return this.#act(id, "accept");
  }

  resolve(id: string): Promise<ConversationChanged> {
    return this.#act(id, "resolve");
  }

  close(id: string): Promise<ConversationChanged> {
    return this.#act(id, "close");
  }

  reopen(id: string): Promise<ConversationChanged> {
    return this.#act(id, "reopen");
  }

  #act(id: string, action: "accept" | "resolve" | "close" | "reopen"): Promise<ConversationChanged> {
    return this.http.post(`/conversations/${id}/${action}`);
  }
}
