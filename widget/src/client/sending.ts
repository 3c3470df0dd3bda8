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
import type { Mail } from "./tabs";
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
  /** False where another tab sends what is written here. */
  delivers(): boolean;
  /** Tells the other tabs. */
  tell(mail: Mail): void;
  /** Something waits for a conversation that is not known here. */
  onUnfollowed(conversationId: string): void;
  /** `here`: it was begun in this tab. */
  onStarted(draftId: string, conversation: VisitorConversation, here: boolean): void;
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
  /** What other tabs have written: their sites are told what becomes of it. */
  readonly #others = new Set<string>();
  /** Read from the outbox, which may have been about to lose them: another tab sends what is in it. */
  readonly #restored = new Set<string>();
  /** Drafts that have become conversations: another tab may still write into the draft. */
  readonly #begun = new Map<string, string>();
  /** Begun in this tab. */
  readonly #drafts = new Set<string>();
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
      this.#restored.add(entry.clientId);
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
    this.#drafts.add(draftId);
    this.#parts.store.put(draftView(draftId));
    const start = { ...conversation, client_id: randomId() };
    return { draftId, sent: this.#take({ ...this.#newEntry(content, 0), conversationId: draftId, start }) };
  }

  async retry(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    const { failure: _past, ...again } = entry;
    await this.#keep(again);
    this.#parts.tell({ type: "written", entry: again });
    this.#mark(again, "queued");
    this.run(again.conversationId);
  }

  async discard(clientId: string): Promise<void> {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    const { conversationId } = entry;
    this.#parts.tell({ type: "discarded", conversationId, clientId });
    this.#change(conversationId, (log) => dropPending(log, clientId));
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
    if (!this.#others.delete(message.client_id)) this.#parts.onSent(message);
  }

  /** What another tab has to say of what is written. */
  hear(mail: Mail): void {
    switch (mail.type) {
      case "written":
        this.#heardOf(mail.entry);
        break;
      case "discarded":
        this.#entries.delete(mail.clientId);
        this.#change(mail.conversationId, (log) => dropPending(log, mail.clientId));
        break;
      case "stored":
        this.#parts.onAcknowledged(mail.conversationId, mail.message);
        this.stored(mail.message);
        break;
      case "started":
        this.#begin(mail.draftId, mail.conversation);
        this.opened(mail.conversation.id);
    }
  }

  run(conversationId: string): void {
    if (!this.#parts.delivers()) return;
    const delivery = this.#deliveries.get(conversationId) ?? this.#deliveryFor(conversationId);
    this.#deliveries.set(conversationId, delivery);
    void delivery.run();
  }

  runAll(): void {
    if (!this.#parts.delivers()) void this.#reconcile();
    for (const { id } of this.#parts.store.views()) this.run(id);
  }

  /** What was restored and has left the outbox meanwhile is stored or discarded, though nobody may have told this tab. */
  async #reconcile(): Promise<void> {
    const waiting = [...this.#restored].flatMap((id) => this.#entries.get(id) ?? []);
    if (waiting.length === 0) return this.#restored.clear();
    const kept = new Set((await this.#parts.outbox.list(this.#parts.identity)).map(({ clientId }) => clientId));
    for (const { clientId, conversationId } of waiting.filter((entry) => !kept.has(entry.clientId))) {
      this.#entries.delete(clientId);
      this.#change(conversationId, (log) => dropPending(log, clientId));
    }
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
      this.#parts.tell({ type: "written", entry });
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
        next: () => (this.#parts.delivers() ? nextOf(this.#parts.store.view(conversationId)) : undefined),
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
    this.#parts.tell({ type: "stored", conversationId, message });
    this.#parts.onAcknowledged(conversationId, message);
    this.stored(message);
  }

  async #sendStart(draftId: string, body: StartConversation): Promise<void> {
    const { api, outbox } = this.#parts;
    if (!api.start || !body.message) throw new ApiError("forbidden", "Only visitors start conversations.", false);
    const { conversation, message } = await api.start(body);
    await outbox.promote(draftId, conversation.id, body.message.client_id).catch(() => {});
    this.#parts.tell({ type: "started", draftId, conversation });
    this.#begin(draftId, conversation, body.message.client_id);
    if (message) this.#acknowledged(conversation.id, message);
    this.opened(conversation.id);
  }

  /** What was written into the draft follows under the conversation's id, in the outbox too. */
  #begin(draftId: string, conversation: VisitorConversation, storedClientId?: string): void {
    this.#begun.set(draftId, conversation.id);
    const here = this.#drafts.has(draftId);
    for (const entry of [...this.#entries.values()].filter(({ conversationId }) => conversationId === draftId)) {
      if (entry.clientId === storedClientId || entry.start)
        this.#entries.set(entry.clientId, { ...entry, conversationId: conversation.id });
      else void this.#keep(this.#inConversation(entry));
    }
    this.#parts.onStarted(draftId, conversation, here);
  }

  #inConversation(entry: OutboxEntry): OutboxEntry {
    const conversationId = this.#begun.get(entry.conversationId);
    return conversationId && !entry.start ? { ...entry, conversationId } : entry;
  }

  #heardOf(told: OutboxEntry): void {
    const entry = this.#inConversation(told);
    const { clientId, conversationId, failure } = entry;
    const { store } = this.#parts;
    if (!this.#entries.has(clientId)) this.#others.add(clientId);
    this.#latest = Math.max(this.#latest, entry.createdAt);
    this.#entries.set(clientId, entry);
    if (!store.view(conversationId)) {
      if (entry.start) store.put(draftView(conversationId));
      else this.#parts.onUnfollowed(conversationId);
    }
    this.#show(entry);
    this.#mark(entry, failure ? "failed" : "queued", failure);
    if (failure) this.#tellFailure(entry, new ApiError(failure.code, failure.message, false));
    this.run(conversationId);
  }

  async #refused(clientId: string, error: ApiError): Promise<void> {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    const failed = { ...entry, failure: { code: error.code, message: error.message } };
    this.#mark(entry, "failed", failed.failure);
    await this.#keep(failed);
    this.#parts.tell({ type: "written", entry: failed });
    this.#tellFailure(failed, error);
  }

  #tellFailure({ clientId, conversationId }: OutboxEntry, error: ApiError): void {
    this.#waiting.get(clientId)?.reject(error);
    this.#waiting.delete(clientId);
    if (!this.#others.has(clientId)) this.#parts.onFailed(conversationId, clientId, error);
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
