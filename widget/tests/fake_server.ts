/** The server's side of the contract in memory, with a network in front of it that loses, repeats and breaks. */
import type { ConversationApi, PageBounds } from "../src/client/api";
import { ApiError } from "../src/client/http";
import type { WebSocketLike } from "../src/client/surroundings";
import type {
  ClientFrame,
  Message,
  MessagePage,
  ReadReceipt,
  SendMessage,
  SentMessage,
  ServerFrame,
  VisitorConversation,
  WsTicket,
} from "../src/client/wire";
import { CONVERSATION, conversationAt, messageAt, stateAt } from "./messages";
import type { World } from "./world";

export type Sender = "visitor" | "agent";

export interface Faults {
  /** A push is lost, or comes twice, or late. */
  push: number;
  /** A request is lost on its way there, or its answer on the way back. */
  request: number;
  /** A connection breaks when something is sent over it. */
  break: number;
}

export const NO_FAULTS: Faults = { push: 0, request: 0, break: 0 };

interface Connection {
  sender: Sender;
  follows: boolean;
  deliver(frame: ServerFrame): void;
  breakOff(): void;
}

const LATENCY_MS = 20;

export class FakeServer {
  readonly log: Message[] = [];
  readonly connections = new Set<Connection>();
  readonly injected = { lostPushes: 0, repeatedPushes: 0, latePushes: 0, lostRequests: 0, lostAnswers: 0, breaks: 0 };
  readonly read = { visitor: 0, agent: 0 };
  faults: Faults = NO_FAULTS;
  socketsBlocked = false;
  pageSize = 5;
  /** Answered to the next sends instead of storing them. */
  refusal: ApiError | null = null;
  /** Answered to all that is asked of a conversation over a line. */
  lineRefusal: ApiError | null = null;
  /** The visitor's place in the queue, for who asks. */
  place: number | null = null;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  append(sender: Sender, { client_id, content }: Pick<SendMessage, "client_id" | "content">): SentMessage {
    if (this.refusal) throw this.refusal;
    const stored = this.log.find((message) => message.client_id === client_id && message.sender_type === sender);
    if (stored) return { message: stored, duplicate: true };
    const message = messageAt(this.log.length + 1, { client_id, content, sender_type: sender, sender_id: sender });
    this.log.push(message);
    for (const connection of this.connections) if (connection.follows) this.#push(connection, message);
    return { message, duplicate: false };
  }

  conversation(): VisitorConversation {
    return conversationAt(this.log.length, { visitor_read_seq: this.read.visitor, agent_read_seq: this.read.agent });
  }

  api(sender: Sender): ConversationApi {
    return {
      ticket: () => this.#request((): WsTicket => ({ ticket: sender, url: "wss://desk", expires_at: "" })),
      conversation: () => this.#request(() => this.conversation()),
      messages: (_, bounds) => this.#request(() => this.#page(bounds)),
      send: (_, message) => this.#request(() => this.append(sender, message)),
      markRead: (_, seq) => this.#request(() => this.#markRead(sender, seq)),
      start: ({ message }) =>
        this.#request(() => {
          const stored = message ? this.append(sender, message).message : null;
          return { conversation: this.conversation(), message: stored };
        }),
    };
  }

  socket(sender: Sender): WebSocketLike {
    const line: WebSocketLike = {
      send: () => {},
      close: () => {},
      onopen: null,
      onclose: null,
      onerror: null,
      onmessage: null,
    };
    const connection: Connection = {
      sender,
      follows: false,
      deliver: (frame) => line.onmessage?.({ data: JSON.stringify(frame) }),
      breakOff: () => {
        this.connections.delete(connection);
        line.onclose?.({ code: 1006, wasClean: false });
      },
    };
    line.send = (text) => this.#received(connection, JSON.parse(text) as ClientFrame);
    let closed = false;
    line.close = () => {
      closed = true;
      this.connections.delete(connection);
    };
    this.#world.after(LATENCY_MS, () => {
      if (closed) return;
      if (this.socketsBlocked) return connection.breakOff();
      this.connections.add(connection);
      line.onopen?.();
    });
    return line;
  }

  #received(connection: Connection, frame: ClientFrame): void {
    if (this.#strikes(this.faults.break)) {
      this.injected.breaks += 1;
      connection.breakOff();
      return;
    }
    this.#request(() => this.#answer(connection, frame)).then(
      (answer) => this.connections.has(connection) && connection.deliver(answer),
      (error: ApiError) => {
        const { code, message, retryable, retryAfterMs } = error;
        // A lost answer is silence on a socket.
        if (code === "unreachable") return;
        const refused = { request_id: frame.request_id, code, message, retryable, errors: null };
        connection.deliver({ type: "error", ...refused, retry_after: retryAfterMs ? retryAfterMs / 1000 : null });
      },
    );
  }

  #answer(connection: Connection, frame: ClientFrame): ServerFrame {
    const { request_id } = frame;
    if (this.lineRefusal && frame.type !== "ping") throw this.lineRefusal;
    const nothing = {
      message: null,
      duplicate: null,
      conversation: null,
      conversations: null,
      canned_response: null,
      agent: null,
    };
    switch (frame.type) {
      case "ping":
        return {
          type: "pong",
          request_id,
          timestamp: "",
          tails: connection.follows ? { [CONVERSATION]: this.log.length } : {},
          note_tails: null,
          queue_positions: frame.in_queue ? (this.place ? { [CONVERSATION]: this.place } : {}) : null,
        };
      case "resume":
        connection.follows = true;
        return {
          type: "ack",
          request_id,
          ...nothing,
          conversations: { [CONVERSATION]: this.#resumed(frame.conversations[CONVERSATION] ?? 0) },
        };
      case "message.send": {
        const { message, duplicate } = this.append(connection.sender, frame);
        return { type: "ack", request_id, ...nothing, message, duplicate };
      }
      case "message.read":
        this.#markRead(connection.sender, frame.seq);
        return { type: "ack", request_id, ...nothing };
      default:
        return { type: "ack", request_id, ...nothing };
    }
  }

  #resumed(after: number) {
    return {
      messages: this.log.slice(after, after + this.pageSize),
      tail_seq: this.log.length,
      state: stateAt(1),
      visitor_read_seq: this.read.visitor,
      agent_read_seq: this.read.agent,
      queue_position: null,
      rateable_until: null,
    };
  }

  #page({ afterSeq, beforeSeq, limit = this.pageSize }: PageBounds = {}): MessagePage {
    const before = beforeSeq === undefined ? this.log.length : beforeSeq - 1;
    const from = afterSeq ?? Math.max(0, before - limit);
    const items = this.log.slice(from, afterSeq === undefined ? before : from + limit);
    return { items, tail_seq: this.log.length, next_before_seq: from > 0 ? from + 1 : null, next_after_seq: null };
  }

  #markRead(reader: Sender, seq: number): ReadReceipt {
    this.read[reader] = Math.max(this.read[reader], seq);
    return { conversation_id: CONVERSATION, reader, seq };
  }

  #push(connection: Connection, message: Message): void {
    const frame: ServerFrame = {
      type: "message.created",
      tenant_id: "tenant",
      timestamp: "",
      conversation_id: CONVERSATION,
      message,
      conversation: stateAt(1),
      agent_name: null,
      visitor_id: "visitor-1",
      widget_id: "widget-1",
      handler: "agent",
    };
    const deliver = (ms: number) =>
      this.#world.after(ms, () => this.connections.has(connection) && connection.deliver(frame));
    const fault = this.#pushFault();
    if (fault) this.injected[fault] += 1;
    if (fault !== "lostPushes") deliver(fault === "latePushes" ? LATENCY_MS * 20 : LATENCY_MS);
    if (fault === "repeatedPushes") deliver(LATENCY_MS * 3);
  }

  #pushFault(): "lostPushes" | "repeatedPushes" | "latePushes" | null {
    if (!this.#strikes(this.faults.push)) return null;
    return (["lostPushes", "repeatedPushes", "latePushes"] as const)[Math.floor(this.#world.random() * 3)] ?? null;
  }

  /** There and back. What is lost on the way back has happened all the same. */
  async #request<Answer>(act: () => Answer): Promise<Answer> {
    await this.#pass();
    if (this.#strikes(this.faults.request)) {
      this.injected.lostRequests += 1;
      throw ApiError.unreachable("lost");
    }
    const answer = act();
    await this.#pass();
    if (this.#strikes(this.faults.request)) {
      this.injected.lostAnswers += 1;
      throw ApiError.unreachable("lost");
    }
    return answer;
  }

  #pass(): Promise<void> {
    return new Promise((resolve) => this.#world.after(LATENCY_MS, resolve));
  }

  #strikes(probability: number): boolean {
    return this.#world.random() < probability;
  }
}
