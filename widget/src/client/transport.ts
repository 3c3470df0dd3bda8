/** Through the socket when it is open, through HTTP when it is not, or when the socket did not do it. */
import type { ConversationApi } from "./api";
import { ApiError, isApiError } from "./http";
import type { Link } from "./socket";
import type { ConversationState, Message, SendMessage, Unsent } from "./wire";

/** What a participant learns of a conversation at one time. */
export interface News {
  messages: readonly Message[];
  tailSeq: number;
  state?: ConversationState;
  visitorReadSeq?: number;
  agentReadSeq?: number;
  queuePosition?: number | null;
  rateableUntil?: string | null;
}

/** The server takes frames up to 16 kB; a longer message goes over HTTP, where 64 kB are allowed. */
const FRAME_BYTES = 15_000;

export class Transport {
  readonly #link: Link;
  readonly #api: ConversationApi;
  #isClosed = false;

  constructor(link: Link, api: ConversationApi) {
    this.#link = link;
    this.#api = api;
  }

  get isOpen(): boolean {
    return this.#link.state === "open";
  }

  /** For who has signed out: what was on its way over the socket is not asked over HTTP, as somebody new. */
  close(): void {
    this.#isClosed = true;
  }

  async send(conversationId: string, message: SendMessage): Promise<Message> {
    const frame: Unsent = { type: "message.send", conversation_id: conversationId, ...message };
    const answer = await this.#overSocket(frame);
    return answer?.message ?? (await this.#api.send(conversationId, message)).message;
  }

  async newsAfter(conversationId: string, seq: number, pageSize: number): Promise<News> {
    const answer = await this.#overSocket({ type: "resume", conversations: { [conversationId]: seq } });
    const resumed = answer?.conversations?.[conversationId];
    if (resumed) return newsOf(resumed);
    const page = await this.#api.messages(conversationId, { afterSeq: seq, limit: pageSize });
    return { messages: page.items, tailSeq: page.tail_seq };
  }

  async markRead(conversationId: string, seq: number): Promise<void> {
    const answer = await this.#overSocket({ type: "message.read", conversation_id: conversationId, seq });
    if (!answer) await this.#api.markRead(conversationId, seq);
  }

  /** Null where HTTP should be asked instead: the same request may be made twice, by any route. */
  async #overSocket(frame: Unsent) {
    if (this.#isClosed) throw ApiError.unreachable("Signed out.");
    if (!this.isOpen || new TextEncoder().encode(JSON.stringify(frame)).length > FRAME_BYTES) return null;
    try {
      return await this.#link.request(frame);
    } catch (error) {
      if (!this.#isClosed && isApiError(error) && HTTP_MAY_SUCCEED.has(error.code)) return null;
      throw error;
    }
  }
}

/** A line belongs to whoever opened it. Who has become somebody else meanwhile finds what is theirs over HTTP. */
const HTTP_MAY_SUCCEED = new Set<ApiError["code"]>(["unreachable", "unauthorized", "session_expired", "not_found"]);

export function newsOf(resumed: {
  messages: readonly Message[];
  tail_seq: number;
  state: ConversationState;
  visitor_read_seq: number;
  agent_read_seq: number;
  queue_position: number | null;
  rateable_until: string | null;
}): News {
  return {
    messages: resumed.messages,
    tailSeq: resumed.tail_seq,
    state: resumed.state,
    visitorReadSeq: resumed.visitor_read_seq,
    agentReadSeq: resumed.agent_read_seq,
    queuePosition: resumed.queue_position,
    rateableUntil: resumed.rateable_until,
  };
}
