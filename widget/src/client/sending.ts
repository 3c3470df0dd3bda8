/** What is written here: into the outbox, into the log as pending, to the server, and out of the outbox again. */
import type { ConversationApi } from "./api";
import { type ConversationView, draftView } from "./conversation_view";
import { Delivery } from "./delivery";
import { ApiError } from "./http";
import { baseSeqOf, clientIdAt, randomId } from "./ids";
import { addPending, dropPending, markPending, type PendingMessage } from "./log";
import type { Outbox, OutboxEntry } from "./outbox";
import type { Store } from "./store";
import type { Surroundings } from "./surroundings";
import type { Transport } from "./transport";
import type { Message, StartConversation, VisitorConversation } from "./wire";

export interface Sent {
  clientId: string;
  seq: number;
}

export interface Draft {
  draftId: string;
  sent: Promise<Sent>;
}

export interface SendingParts {
  identity: string;
  outbox: Outbox;
  store: Store;
  api: ConversationApi;
  transport: Transport;
  surroundings: Surroundings;
  messageLength: number;
  onStarted(draftId: string, conversation: VisitorConversation): void;
  onAcknowledged(conversationId: string, message: Message): void;
  onSent(message: Message): void;
  onFailed(conversationId: string, clientId: string, error: ApiError): void;
}

interface Waiting {
  resolve(sent: Sent): void;
  reject(error: ApiError): void;
}

export class Sending {
  readonly #parts: SendingParts;
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #deliveries = new Map<string, Delivery>();
  #latest = 0;

  constructor(parts: SendingParts) {
    this.#parts = parts;
  }

  /** Takes up what an earlier page left behind; gives the conversations that it belongs to. */
  async restore(): Promise<string[]> {
    const { outbox, identity, store } = this.#parts;
    for (const entry of await outbox.list(identity)) {
      this.#entries.set(entry.clientId, entry);
      if (entry.start && !store.view(entry.conversationId)) store.put(draftView(entry.conversationId));
    }
    const ids = new Set([...this.#entries.values()].map(({ conversationId }) => conversationId));
    for (const id of ids) this.opened(id);
    return [...ids].filter((id) => !store.view(id));
  }

  /** A conversation is followed now: shows and sends what waits for it. */
  opened(conversationId: string): void {
    for (const entry of this.#entries.values()) {
      if (entry.conversationId === conversationId) this.#show(entry);
    }
    this.run(conversationId);
  }

  send(conversationId: string, content: string): Promise<Sent> {
    const baseSeq = this.#parts.store.view(conversationId)?.log.watermark ?? 0;
    return this.#take({ ...this.#newEntry(content, baseSeq), conversationId });
  }

  /** A conversation that begins with this message. It is shown at once, under an id of its own until it exists. */
  start(conversation: Omit<StartConversation, "client_id" | "message">, content: string): Draft {
    const draftId = `draft-${randomId()}`;
    this.#parts.store.put(draftView(draftId));
    const start = { ...conversation, client_id: randomId() };
    return { draftId, sent: this.#take({ ...this.#newEntry(content, 0), conversationId: draftId, start }) };
  }

  async retry(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    const { failure: _past, ...again } = entry;
    await this.#keep(again);
    this.#mark(again, "queued");
    this.run(again.conversationId);
  }

  async discard(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    this.#change(entry.conversationId, (log) => dropPending(log, clientId));
    await this.#forget(clientId);
  }

  /** The conversation is not there any more: nothing can be sent to it, and nobody can be shown it. */
  async discardAll(conversationId: string): Promise<void> {
    for (const { clientId, ...entry } of [...this.#entries.values()]) {
      if (entry.conversationId === conversationId) await this.discard(clientId);
    }
  }

  /** A message of one's own was seen in the log, whichever way the news came. */
  stored(message: Message): void {
    if (!this.#entries.has(message.client_id)) return;
    void this.#forget(message.client_id);
    this.#waiting.get(message.client_id)?.resolve({ clientId: message.client_id, seq: message.seq });
    this.#waiting.delete(message.client_id);
    this.#parts.onSent(message);
  }

  run(conversationId: string): void {
    const delivery = this.#deliveries.get(conversationId) ?? this.#deliveryFor(conversationId);
    this.#deliveries.set(conversationId, delivery);
    void delivery.run();
  }

  runAll(): void {
    for (const { id } of this.#parts.store.views()) this.run(id);
  }

  stop(): void {
    for (const delivery of this.#deliveries.values()) delivery.stop();
  }

  #newEntry(content: string, baseSeq: number): Omit<OutboxEntry, "conversationId"> {
    // Two messages within a millisecond keep their order.
    this.#latest = Math.max(this.#latest + 1, this.#parts.surroundings.now());
    return { clientId: clientIdAt(baseSeq), identity: this.#parts.identity, content, createdAt: this.#latest };
  }

  #take(entry: OutboxEntry): Promise<Sent> {
    const refusal = this.#refusalOf(entry.content);
    if (refusal) return Promise.reject(refusal);
    const sent = new Promise<Sent>((resolve, reject) => this.#waiting.set(entry.clientId, { resolve, reject }));
    // A failure is also shown on the message itself, so nobody is obliged to wait for the promise.
    sent.catch(() => {});
    // Kept before it is shown: what somebody has seen on the screen survives a reload.
    void this.#keep(entry).then(() => {
      this.#show(entry);
      this.run(entry.conversationId);
    });
    return sent;
  }

  #refusalOf(content: string): ApiError | null {
    const limit = this.#parts.messageLength;
    if (content.trim() === "") return new ApiError("invalid_request", "A message needs some text.", false);
    if ([...content].length <= limit) return null;
    return new ApiError("message_too_long", `A message holds up to ${limit} characters.`, false);
  }

  #show(entry: OutboxEntry): void {
    const { clientId, content, createdAt, failure } = entry;
    const pending = { clientId, content, createdAt, baseSeq: baseSeqOf(clientId) };
    const message: PendingMessage = failure
      ? { ...pending, state: "failed", failure }
      : { ...pending, state: "queued" };
    this.#change(entry.conversationId, (log) => addPending(log, message));
  }

  #deliveryFor(conversationId: string): Delivery {
    const mark = (clientId: string, state: PendingMessage["state"]) =>
      this.#change(conversationId, (log) => markPending(log, clientId, state));
    return new Delivery(
      {
        next: () => nextOf(this.#parts.store.view(conversationId)),
        send: (message) => {
          mark(message.clientId, "sending");
          return this.#send(conversationId, message);
        },
        delayed: ({ clientId }) => mark(clientId, "queued"),
        refused: ({ clientId }, error) => this.#refused(clientId, error),
      },
      this.#parts.surroundings,
    );
  }

  async #send(conversationId: string, { clientId, baseSeq, content }: PendingMessage): Promise<void> {
    const start = this.#entries.get(clientId)?.start;
    if (start) return this.#sendStart(conversationId, { ...start, message: { client_id: clientId, content } });
    const body = { client_id: clientId, base_seq: baseSeq, content };
    this.#acknowledged(conversationId, await this.#parts.transport.send(conversationId, body));
  }

  #acknowledged(conversationId: string, message: Message): void {
    this.#parts.onAcknowledged(conversationId, message);
    this.stored(message);
  }

  async #sendStart(draftId: string, body: StartConversation): Promise<void> {
    const { api, outbox } = this.#parts;
    if (!api.start || !body.message) throw new ApiError("forbidden", "Only visitors start conversations.", false);
    const { conversation, message } = await api.start(body);
    await outbox.promote(draftId, conversation.id, body.message.client_id).catch(() => {});
    for (const entry of this.#entries.values()) {
      if (entry.conversationId === draftId)
        this.#entries.set(entry.clientId, { ...entry, conversationId: conversation.id });
    }
    this.#parts.onStarted(draftId, conversation);
    if (message) this.#acknowledged(conversation.id, message);
    this.opened(conversation.id);
  }

  async #refused(clientId: string, error: ApiError): Promise<void> {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    const failure = { code: error.code, message: error.message };
    this.#mark(entry, "failed", failure);
    await this.#keep({ ...entry, failure });
    this.#waiting.get(clientId)?.reject(error);
    this.#parts.onFailed(entry.conversationId, clientId, error);
  }

  #mark(entry: OutboxEntry, state: PendingMessage["state"], failure?: OutboxEntry["failure"]): void {
    this.#change(entry.conversationId, (log) => markPending(log, entry.clientId, state, failure));
  }

  #change(conversationId: string, change: (log: ConversationView["log"]) => ConversationView["log"]): void {
    this.#parts.store.change(conversationId, (view) => {
      const log = change(view.log);
      return log === view.log ? view : { ...view, log };
    });
  }

  /** Storage may be full or forbidden; the message is still sent, it only would not survive a reload. */
  async #keep(entry: OutboxEntry): Promise<void> {
    this.#entries.set(entry.clientId, entry);
    await this.#parts.outbox.put(entry).catch(() => {});
  }

  async #forget(clientId: string): Promise<void> {
    this.#entries.delete(clientId);
    await this.#parts.outbox.remove(clientId).catch(() => {});
  }
}

/** A draft is started by its first message; the others wait until it exists. */
function nextOf(view: ConversationView | undefined): PendingMessage | undefined {
  if (!view || view.gone) return undefined;
  const candidates = view.draft ? view.log.pending.slice(0, 1) : view.log.pending;
  return candidates.find(({ state }) => state === "queued");
}
