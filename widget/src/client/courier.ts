/**
 * Carries a participant's conversations both ways, and keeps them equal to the server's logs.
 *
 * Pushes only hasten. What a push did not bring, the next heartbeat's or poll's tail gives away, and it is fetched
 * from the watermark. What is written here waits in the outbox until it is acknowledged.
 */
import type { ConversationApi } from "./api";
import type { ConversationView } from "./conversation_view";
import { Following } from "./following";
import { type ApiError, isApiError } from "./http";
import type { Outbox } from "./outbox";
import { Poller } from "./poller";
import { type Participant, Receipts } from "./receipts";
import { type Draft, Sending, type Sent } from "./sending";
import { type Link, Socket, type SocketOptions, type SocketState } from "./socket";
import { type ConnectionState, type Snapshot, Store } from "./store";
import { browserSurroundings, type Surroundings } from "./surroundings";
import type { Tabs, Word } from "./tabs";
import { Transport } from "./transport";
import type {
  Ack,
  ClientLimits,
  ConversationState,
  Message,
  Pong,
  PushFrame,
  StartConversation,
  Unsent,
  VisitorConversation,
} from "./wire";

export type CourierEvent =
  /** Every push, also of conversations that are not followed. */
  | { type: "push"; frame: PushFrame }
  /** New at the end of a log, in order, each once; history that was loaded is not announced. */
  | { type: "received"; conversationId: string; messages: readonly Message[] }
  | { type: "sent"; message: Message }
  /** A heartbeat was answered. */
  | { type: "heartbeat"; pong: Pong }
  | { type: "failed"; conversationId: string; clientId: string; error: ApiError }
  /** The draft exists now: it is followed under the conversation's id, and its own id is no longer known. */
  | { type: "started"; draftId: string; conversation: VisitorConversation; here: boolean }
  /** The credentials are no longer good, and could not be renewed. */
  | { type: "session-ended"; error: ApiError }
  /** The person has signed out in another tab. */
  | { type: "signed-out" };

export interface CourierOptions {
  participant: Participant;
  /** Keeps the outbox of one person apart from another's in the same browser. */
  identity: string;
  api: ConversationApi;
  outbox: Outbox;
  limits: ClientLimits;
  /** How long a hidden page keeps its connection; for ever where it is not given. */
  hiddenGraceMs?: number;
  /** Asked with each heartbeat: whether the agent has done something since the last one. */
  wasActive?: () => boolean;
  surroundings?: Surroundings;
  /** Where several tabs of one person share a connection; `linkTabs` gives it. */
  tabs?: SharedTabs;
}

/** Given from outside, so that who has no use for it does not carry its code. */
export interface SharedTabs {
  tabs: Tabs;
  link(options: SocketOptions): Link & { told: ConnectionState | null; shownAs(connection: ConnectionState): void };
}

/** After so many connections that never opened, WebSockets are taken to be blocked, and HTTP polling begins. */
const BLOCKED_AFTER = 3;

export class Courier {
  readonly #options: CourierOptions;
  readonly #surroundings: Surroundings;
  readonly #store = new Store();
  readonly #link: Link;
  readonly #shared: ReturnType<SharedTabs["link"]> | undefined;
  readonly #tabs: Tabs | undefined;
  readonly #transport: Transport;
  readonly #following: Following;
  readonly #sending: Sending;
  readonly #receipts: Receipts;
  readonly #poller: Poller;
  readonly #listeners = new Set<(event: CourierEvent) => void>();
  #isClosed = false;
  #isSignedOut = false;

  /** Immutable: a new object whenever something has changed. */
  readonly getSnapshot: () => Snapshot = this.#store.getSnapshot;
  readonly subscribe = this.#store.subscribe;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#surroundings = options.surroundings ?? browserSurroundings();
    this.#tabs = options.tabs?.tabs;
    this.#shared = options.tabs?.link(this.#socketOptions());
    this.#link = this.#shared ?? new Socket(this.#socketOptions());
    this.#transport = new Transport(this.#link, options.api);
    const shared = {
      ...options,
      transport: this.#transport,
      store: this.#store,
      link: this.#link,
      surroundings: this.#surroundings,
    };
    this.#following = new Following({
      ...shared,
      pageSize: options.limits.page_size,
      onMessages: (id, messages, history) => this.#messagesSeen(id, messages, history),
      onPolled: (conversation) => this.#tabs?.tell({ type: "polled", conversation }),
    });
    this.#sending = new Sending({
      ...shared,
      messageLength: options.limits.message_length,
      delivers: () => !this.#isSignedOut && (this.#tabs?.leads ?? true),
      tell: (mail) => this.#tabs?.tell(mail),
      onUnfollowed: (id) => void this.#followUnsent(id),
      onStarted: (draftId, conversation, here) => this.#started(draftId, conversation, here),
      onAcknowledged: (id, message) => this.#following.acknowledged(id, message),
      onSent: (message) => this.#emit({ type: "sent", message }),
      onFailed: (conversationId, clientId, error) => this.#emit({ type: "failed", conversationId, clientId, error }),
    });
    this.#receipts = new Receipts(shared);
    this.#poller = new Poller(this.#surroundings, () => this.#poll());
    this.#tabs?.onWord((word) => this.#heardFromTab(word));
    this.#tabs?.onLead((leads) => leads && void this.restore());
    this.#tabs?.join();
  }

  /** Connects. Until then, and without it, messages are sent over HTTP. Who has closed it does not connect again. */
  start(): void {
    if (!this.#isClosed) this.#link.start();
  }

  /** Takes up what an earlier page could not send. Ask for it once, when the person is known. */
  async restore(): Promise<void> {
    for (const id of await this.#sending.restore()) await this.#followUnsent(id);
  }

  /** Disconnects; what is sent goes over HTTP, and `start` connects again. */
  stop(): void {
    this.#link.stop();
    this.#poller.stop();
    this.#following.stop();
    this.#sending.stop();
    this.#receipts.stop();
  }

  /** For good. Other tabs go on. */
  close(): void {
    this.#isClosed = true;
    this.stop();
    this.#tabs?.leave();
  }

  /** The person signs out, here and in the other tabs. */
  signOut(): void {
    this.#tabs?.tell({ type: "signed-out" });
    this.#signedOut();
    this.close();
  }

  /** Whether this tab speaks for all tabs of the person. */
  get leads(): boolean {
    return this.#tabs?.leads ?? true;
  }

  /** Follows it from its tail on; `loadEarlier` brings what came before. Following twice is following once. */
  follow(conversation: VisitorConversation): void {
    this.#following.follow(conversation);
    this.#sending.opened(conversation.id);
  }

  /** The same where only the id is known. */
  async followById(id: string): Promise<void> {
    this.follow(await this.#options.api.conversation(id));
  }

  unfollow(id: string): void {
    this.#following.unfollow(id);
  }

  loadEarlier(id: string): Promise<void> {
    return this.#following.loadEarlier(id);
  }

  /** Resolves when it is stored. Rejects when it is refused; it then stays in the log, to be retried or discarded. */
  send(conversationId: string, content: string): Promise<Sent> {
    this.#poller.hasten();
    return this.#sending.send(conversationId, content);
  }

  startConversation(conversation: Omit<StartConversation, "client_id" | "message">, content: string): Draft {
    return this.#sending.start(conversation, content);
  }

  retry(clientId: string): Promise<void> {
    return this.#sending.retry(clientId);
  }

  discard(clientId: string): Promise<void> {
    return this.#sending.discard(clientId);
  }

  markRead(id: string, seq: number): void {
    this.#receipts.markRead(id, seq);
    const reader = this.#options.participant;
    this.#tabs?.tell({ type: "read", conversationId: id, reader, seq });
  }

  typing(id: string, on: boolean): void {
    this.#receipts.typing(id, on);
  }

  /** A frame that only this line can carry; rejects at once where there is none. */
  ask(frame: Unsent): Promise<Ack> {
    return this.#link.request(frame);
  }

  /** A state that an HTTP answer brought, after accept, resolve, end and the like. */
  learnState(state: ConversationState): void {
    this.#following.learnState(state);
  }

  /** A message of one's own that was sent in another way, and stored. */
  learnMessage(message: Message): void {
    this.#following.acknowledged(message.conversation_id, message);
  }

  onEvent(listener: (event: CourierEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #socketOptions(): SocketOptions {
    return {
      ticket: () => this.#options.api.ticket(),
      surroundings: this.#surroundings,
      heartbeatMs: this.#options.limits.heartbeat_seconds * 1000,
      hiddenGraceMs: this.#options.hiddenGraceMs ?? Number.POSITIVE_INFINITY,
      wasActive: this.#options.wasActive,
      isInQueue: () => this.#options.participant === "visitor" && this.#store.views().some(isWaiting),
      onState: (state) => this.#socketBecame(state),
      onPush: (frame) => this.#pushed(frame),
      onPong: (pong) => this.#heard(pong),
      onRefused: (error) => this.#emit({ type: "session-ended", error }),
    };
  }

  #socketBecame(state: SocketState): void {
    const blocked = this.#link.neverOpened >= BLOCKED_AFTER && state !== "idle" && state !== "paused";
    if (blocked && state !== "open") this.#poller.start();
    else this.#poller.stop();
    this.#setConnection(this.#shared?.told ?? this.#connectionFor(state));
    if (state === "open") void this.#opened();
  }

  #connectionFor(state: SocketState): ConnectionState {
    if (state === "idle") return "idle";
    if (state === "open") return "live";
    if (!this.#surroundings.isOnline()) return "offline";
    return this.#poller.running && this.#store.getSnapshot().connection === "polling" ? "polling" : "connecting";
  }

  #setConnection(connection: ConnectionState): void {
    this.#store.setConnection(connection);
    this.#shared?.shownAs(connection);
  }

  #heardFromTab(word: Word): void {
    switch (word.type) {
      case "written":
      case "discarded":
      case "stored":
      case "started":
        this.#sending.hear(word);
        break;
      case "read":
        this.#following.read(word.conversationId, word.reader, word.seq);
        break;
      case "polled":
        this.#following.learn(word.conversation);
        break;
      case "signed-out":
        this.#signedOut();
        this.#emit({ type: "signed-out" });
    }
  }

  /** What was still on its way is nobody's now. */
  #signedOut(): void {
    this.#isSignedOut = true;
    this.#transport.close();
  }

  /** Something waits to be sent into a conversation that is not followed here. */
  async #followUnsent(id: string): Promise<void> {
    try {
      await this.followById(id);
    } catch (error) {
      if (!isApiError(error)) throw error;
      if (error.code === "not_found") await this.#sending.discardAll(id);
    }
  }

  async #opened(): Promise<void> {
    await this.#following.resumeAll();
    this.#wayIsFree();
  }

  #heard(pong: Pong): void {
    this.#following.heard(pong);
    this.#emit({ type: "heartbeat", pong });
    this.#wayIsFree();
  }

  async #poll(): Promise<void> {
    const reached = await this.#following.poll();
    if (!this.#poller.running) return;
    this.#setConnection(reached ? "polling" : "connecting");
    if (reached) this.#wayIsFree();
  }

  #wayIsFree(): void {
    this.#sending.runAll();
    void this.#receipts.tell();
  }

  #pushed(frame: PushFrame): void {
    this.#following.pushed(frame);
    this.#emit({ type: "push", frame });
  }

  #messagesSeen(conversationId: string, messages: readonly Message[], history: boolean): void {
    for (const message of messages) this.#sending.stored(message);
    if (history) return;
    this.#poller.hasten();
    this.#emit({ type: "received", conversationId, messages });
  }

  #started(draftId: string, conversation: VisitorConversation, here: boolean): void {
    this.#following.begin(draftId, conversation);
    this.#emit({ type: "started", draftId, conversation, here });
  }

  #emit(event: CourierEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function isWaiting({ state }: ConversationView): boolean {
  return state?.status === "pending" && state.handler === "agent";
}
