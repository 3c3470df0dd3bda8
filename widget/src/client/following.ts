/** Keeps the followed conversations equal to the server's logs: resume, pushes, tails, gaps, history. */
import type { ConversationApi } from "./api";
import {
  type ConversationView,
  newsOfSummary,
  type TypingPerson,
  viewOf,
  withMessage,
  withNews,
  withRead,
  withState,
  withTyping,
} from "./conversation_view";
import { type ApiError, isApiError } from "./http";
import { acknowledge, emptyLog, extendBack, hasEarlier, needsFetchAfter } from "./log";
import type { Link } from "./socket";
import type { Store } from "./store";
import type { Surroundings } from "./surroundings";
import { type News, newsOf, type Transport } from "./transport";
import type { ConversationState, Message, Pong, PushFrame, SenderType, VisitorConversation } from "./wire";

export interface FollowingParts {
  store: Store;
  api: ConversationApi;
  link: Link;
  transport: Transport;
  surroundings: Surroundings;
  pageSize: number;
  /** New at the end of a log; `history` says that they were loaded from before it. */
  onMessages(conversationId: string, messages: readonly Message[], history: boolean): void;
  onPolled(conversation: VisitorConversation): void;
}

/** Two pushes may change places on the way; only what is missing for longer is fetched. */
const GAP_GRACE_MS = 250;
const TYPING_LASTS_MS = 6_000;
const WRITING_LASTS_MS = 15_000;
/** Well below what one resume frame may name, so that its answer stays small. */
const RESUME_AT_ONCE = 50;

export class Following {
  readonly #parts: FollowingParts;
  readonly #catchingUp = new Map<string, Promise<void>>();
  readonly #timers = new Map<string, () => void>();

  constructor(parts: FollowingParts) {
    this.#parts = parts;
  }

  follow(conversation: VisitorConversation): void {
    const { store, transport } = this.#parts;
    if (store.view(conversation.id)) {
      this.#take(conversation.id, newsOfSummary(conversation));
      return;
    }
    store.put(viewOf(conversation));
    if (transport.isOpen) void this.#resume([conversation.id]);
  }

  /** A draft has become this conversation: its log begins at the beginning, with what was pending in the draft. */
  begin(draftId: string, conversation: VisitorConversation): void {
    const { store, transport } = this.#parts;
    const log = store.view(draftId)?.log ?? emptyLog();
    store.put({ ...viewOf(conversation), log });
    store.remove(draftId);
    if (transport.isOpen) void this.#resume([conversation.id]);
    else this.#take(conversation.id, newsOfSummary(conversation));
  }

  unfollow(id: string): void {
    this.#callOff(`gap ${id}`);
    this.#parts.store.remove(id);
  }

  stop(): void {
    for (const name of [...this.#timers.keys()]) this.#callOff(name);
  }

  async resumeAll(): Promise<void> {
    const ids = this.#followedIds();
    for (let at = 0; at < ids.length; at += RESUME_AT_ONCE) await this.#resume(ids.slice(at, at + RESUME_AT_ONCE));
  }

  /** The heartbeat: tails tell what was missed; a conversation without one is not followed on this connection. */
  heard(pong: Pong): void {
    const unheard: string[] = [];
    for (const id of this.#followedIds()) {
      const tail = pong.tails[id];
      if (tail === undefined) unheard.push(id);
      else this.#take(id, { messages: [], tailSeq: tail, ...placeIn(pong, id) });
    }
    if (unheard.length > 0) void this.#resume(unheard);
  }

  /** One round over HTTP. Says whether the server could be reached. */
  async poll(): Promise<boolean> {
    const reached = await Promise.all(this.#followedIds().map((id) => this.#pollOne(id)));
    return reached.every(Boolean);
  }

  /** What was sent from here is part of the log like any other message, and may show a gap like any other. */
  acknowledged(id: string, message: Message): void {
    this.#change(id, (view) => ({ ...view, log: acknowledge(view.log, message) }));
    this.#fillGap(id, GAP_GRACE_MS);
  }

  /** What another tab has been told of a conversation. */
  learn(conversation: VisitorConversation): void {
    this.#take(conversation.id, newsOfSummary(conversation));
  }

  read(id: string, reader: SenderType, seq: number): void {
    this.#parts.store.change(id, (view) => withRead(view, reader, seq));
  }

  learnState(state: ConversationState): void {
    this.#parts.store.change(state.id, (view) => withState(view, state));
  }

  pushed(frame: PushFrame): void {
    if (!("conversation_id" in frame)) return;
    const id = frame.conversation_id;
    switch (frame.type) {
      case "message.created":
        this.#change(id, (view) => withState(withMessage(view, frame.message), frame.conversation));
        this.#fillGap(id, GAP_GRACE_MS);
        break;
      case "message.read":
        this.read(id, frame.reader, frame.seq);
        break;
      case "typing":
        this.#typing(
          id,
          { senderType: frame.sender_type, senderId: frame.sender_id, senderName: frame.sender_name },
          frame.on ? TYPING_LASTS_MS : 0,
        );
        break;
      case "bot.writing":
        this.#typing(
          id,
          { senderType: "bot", senderId: "bot", senderName: frame.sender_name, text: frame.text },
          WRITING_LASTS_MS,
        );
        break;
      case "conversation.created":
      case "conversation.assigned":
      case "conversation.updated":
      case "conversation.ended":
        this.learnState(frame.conversation);
    }
  }

  /** Loads a page of history from just below what is shown. */
  async loadEarlier(id: string): Promise<void> {
    const { store, api, pageSize } = this.#parts;
    const view = store.view(id);
    if (!view || view.history === "loading" || !hasEarlier(view.log)) return;
    store.change(id, (now) => ({ ...now, history: "loading" }));
    try {
      const page = await api.messages(id, { beforeSeq: view.log.floor + 1, limit: pageSize });
      const log = (now: ConversationView) => extendBack(now.log, page.items, page.next_before_seq != null);
      store.change(id, (now) => ({ ...now, log: log(now), history: "idle" }));
      this.#parts.onMessages(id, page.items, true);
    } catch (error) {
      store.change(id, (now) => ({ ...now, history: "failed" }));
      this.#refused(id, error);
    }
  }

  #followedIds(): string[] {
    return this.#parts.store.views().flatMap(({ id, draft, gone }) => (draft || gone ? [] : [id]));
  }

  async #resume(ids: readonly string[]): Promise<void> {
    const views = ids.flatMap((id) => this.#parts.store.view(id) ?? []);
    const conversations = Object.fromEntries(views.map(({ id, log }) => [id, log.watermark]));
    try {
      const answer = await this.#parts.link.request({ type: "resume", conversations });
      for (const [id, resumed] of Object.entries(answer.conversations ?? {})) this.#take(id, newsOf(resumed));
    } catch (error) {
      const waitMs = isApiError(error) && error.retryAfterMs;
      if (waitMs) this.#soon(`resume ${ids}`, waitMs, () => void this.#resume(ids));
      if (!isRefusal(error)) return;
      // One that is gone must not keep the others from being followed; whether it is, HTTP knows.
      if (ids.length > 1) for (const id of ids) await this.#resume([id]);
      else for (const id of ids) await this.#pollOne(id);
    }
  }

  async #pollOne(id: string): Promise<boolean> {
    try {
      const conversation = await this.#parts.api.conversation(id);
      this.#parts.onPolled(conversation);
      this.learn(conversation);
      await this.#catchingUp.get(id);
      return true;
    } catch (error) {
      return this.#refused(id, error);
    }
  }

  #take(id: string, news: News): void {
    this.#change(id, (view) => withNews(view, news));
    this.#fillGap(id, 0);
  }

  #change(id: string, change: (view: ConversationView) => ConversationView): void {
    const { store, onMessages } = this.#parts;
    const before = store.view(id)?.log.watermark ?? 0;
    store.change(id, change);
    const log = store.view(id)?.log;
    if (log && log.watermark > before) {
      onMessages(
        id,
        log.messages.filter(({ seq }) => seq > before),
        false,
      );
    }
  }

  #fillGap(id: string, graceMs: number): void {
    if (this.#gapOf(id) === null) return;
    if (graceMs > 0) this.#soon(`gap ${id}`, graceMs, () => void this.#catchUp(id));
    else void this.#catchUp(id);
  }

  #catchUp(id: string): Promise<void> {
    const running = this.#catchingUp.get(id) ?? this.#fetchGaps(id).finally(() => this.#catchingUp.delete(id));
    this.#catchingUp.set(id, running);
    return running;
  }

  /** Until nothing is missing. Where a fetch brings nothing, the next heartbeat or poll asks again. */
  async #fetchGaps(id: string): Promise<void> {
    const { transport, pageSize } = this.#parts;
    let after = this.#gapOf(id);
    while (after !== null) {
      const from: number = after;
      try {
        const news = await transport.newsAfter(id, from, pageSize);
        this.#change(id, (view) => withNews(view, news));
      } catch (error) {
        this.#refused(id, error);
        return;
      }
      const gap = this.#gapOf(id);
      after = gap !== null && gap > from ? gap : null;
    }
  }

  #gapOf(id: string): number | null {
    const view = this.#parts.store.view(id);
    return view && !view.gone ? needsFetchAfter(view.log) : null;
  }

  #typing(id: string, person: TypingPerson, lastsMs: number): void {
    const show = (on: boolean) => this.#parts.store.change(id, (view) => withTyping(view, person, on));
    const timer = `typing ${id} ${person.senderId}`;
    this.#callOff(timer);
    show(lastsMs > 0);
    if (lastsMs > 0) this.#soon(timer, lastsMs, () => show(false));
  }

  /** Says whether the server answered at all. */
  #refused(id: string, error: unknown): boolean {
    if (!isApiError(error)) throw error;
    if (error.code === "not_found") this.#parts.store.change(id, (view) => ({ ...view, gone: true }));
    return error.code !== "unreachable";
  }

  #soon(name: string, ms: number, task: () => void): void {
    if (this.#timers.has(name)) return;
    const callOff = this.#parts.surroundings.after(ms, () => {
      this.#timers.delete(name);
      task();
    });
    this.#timers.set(name, callOff);
  }

  #callOff(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }
}

/** Who has not asked is not told. */
function placeIn({ queue_positions }: Pong, id: string): Pick<News, "queuePosition"> {
  return queue_positions ? { queuePosition: queue_positions[id] ?? null } : {};
}

function isRefusal(error: unknown): error is ApiError {
  return isApiError(error) && !error.retryable;
}
