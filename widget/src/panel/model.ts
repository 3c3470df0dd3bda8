/** What the panel shows and does, without saying how it looks. */
import {
  type ConnectionState,
  type ConversationView,
  Courier,
  type CourierEvent,
  Http,
  isApiError,
  type Message,
  openOutbox,
  type Sent,
  type Snapshot,
  unreadCount,
  VisitorApi,
  type VisitorConversation,
  WidgetApi,
} from "../client";
import type { PanelContext } from "../panel_contract";
import { announceChanges } from "./announcements";
import { chime } from "./chime";
import { currentPage, type Introduction, isRefusedToken, VisitorSession } from "./session";
import { sentenceFor, type Texts } from "./texts";

export interface PanelState {
  readonly open: boolean;
  /** False until the visitor's conversations are known. */
  readonly loaded: boolean;
  /** The conversation on screen, or null for the start screen. It may be a draft. */
  readonly current: string | null;
  /** Grows when another screen is shown; a draft that becomes a conversation stays on the same one. */
  readonly screen: number;
  /** Latest first, as the server told them; what is followed is fresher in `snapshot`. */
  readonly conversations: readonly VisitorConversation[];
  readonly snapshot: Snapshot;
  /** A sentence about what went wrong with the panel as a whole. */
  readonly problem: string | null;
  /** What the site put into the composer; `id` tells two equal texts apart. */
  readonly prefilled: { id: number; text: string };
}

/** A page that nobody looks at lets go of its connection after this time; it comes back when somebody does. */
const HIDDEN_GRACE_MS = 5 * 60_000;
const LISTED = 20;

export function localeOf({ config, options }: PanelContext): "en" | "id" {
  return options.locale ?? config.behaviour.locale;
}

export class Model {
  readonly context: PanelContext;
  readonly texts: Texts;
  readonly locale: "en" | "id";
  readonly #api: VisitorApi;
  readonly #session: VisitorSession;
  readonly #outbox = openOutbox();
  readonly #listeners = new Set<() => void>();
  #courier: Courier;
  #loading: Promise<void> | undefined;
  #state: PanelState;
  #unread = 0;
  /** The server refused to let this page connect; it is asked again when the panel is opened again. */
  #refused = false;

  constructor(context: PanelContext, texts: Texts) {
    const { install, storageKey } = context;
    const base = `${install.api}/api/widget/${encodeURIComponent(install.token)}`;
    this.context = context;
    this.locale = localeOf(context);
    this.texts = texts;
    this.#session = new VisitorSession(new WidgetApi(new Http({ base })), storageKey, () => this.#startAfresh());
    this.#api = new VisitorApi(new Http({ base, credentials: this.#session }));
    this.#courier = this.#makeCourier();
    this.#state = {
      open: false,
      loaded: false,
      current: null,
      screen: 0,
      conversations: [],
      snapshot: this.#courier.getSnapshot(),
      problem: null,
      prefilled: { id: 0, text: "" },
    };
    document.addEventListener("visibilitychange", this.#look);
  }

  get state(): PanelState {
    return this.#state;
  }

  get visitor() {
    return this.#session.visitor;
  }

  get connection(): ConnectionState {
    return this.#state.snapshot.connection;
  }

  view(id: string | null = this.#state.current): ConversationView | undefined {
    return id === null ? undefined : this.#state.snapshot.conversations.get(id);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  setOpen(open: boolean): void {
    this.#refused = false;
    this.#set({ open });
    if (open) void this.load();
    this.#look();
  }

  /** The visitor's conversations, and what could not be sent last time. Asked again after it failed. */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      this.#show(error);
    });
    return this.#loading;
  }

  retryLoading(): void {
    this.#set({ problem: null });
    void this.load();
  }

  prefill(text: string): void {
    this.#set({ prefilled: { id: this.#state.prefilled.id + 1, text } });
  }

  goTo(id: string | null): void {
    this.#set({ current: id, screen: this.#state.screen + 1, problem: null });
    const listed = this.#state.conversations.find((conversation) => conversation.id === id);
    if (listed && !this.view(listed.id)) this.#follow(listed);
    this.#look();
  }

  /** Into the conversation on screen, or a new one where there is none or it has ended. */
  send(text: string): Promise<Sent> {
    const view = this.view();
    if (view && view.state?.status !== "closed" && !view.gone) return this.#courier.send(view.id, text);
    const { draftId, sent } = this.#courier.startConversation({ page: currentPage() }, text);
    this.#set({ current: draftId, screen: this.#state.screen + 1 });
    return sent;
  }

  async introduce(introduction: Introduction): Promise<void> {
    await this.#session.introduce(introduction);
  }

  async end(): Promise<void> {
    const view = this.view();
    if (!view || view.draft) return;
    try {
      this.#courier.learnState((await this.#api.end(view.id)).conversation);
    } catch (error) {
      this.#show(error);
    }
  }

  retry(clientId: string): void {
    void this.#courier.retry(clientId);
  }

  discard(clientId: string): void {
    void this.#courier.discard(clientId);
  }

  typing(on: boolean): void {
    if (this.#state.current) this.#courier.typing(this.#state.current, on);
  }

  loadEarlier(): void {
    if (this.#state.current) void this.#courier.loadEarlier(this.#state.current);
  }

  dismissProblem(): void {
    this.#set({ problem: null });
  }

  async logout(): Promise<void> {
    await this.#outbox.clear(this.#identity());
    this.#session.forget();
    this.#startAfresh();
  }

  destroy(): void {
    document.removeEventListener("visibilitychange", this.#look);
    this.#courier.stop();
  }

  async #load(): Promise<void> {
    await this.#courier.restore();
    if (this.#session.visitor) {
      const { items } = await this.#api.conversations({ limit: LISTED });
      this.#set({ conversations: items });
      for (const conversation of items.filter(({ status }) => status !== "closed")) this.#follow(conversation);
    }
    this.#set({ loaded: true, current: this.#state.current ?? this.#underWay() });
    this.#look();
  }

  /** The conversation to go on with: a draft, or the latest that has not ended. */
  #underWay(): string | null {
    const draft = [...this.#state.snapshot.conversations.values()].find((view) => view.draft);
    return draft?.id ?? this.#state.conversations.find(({ status }) => status !== "closed")?.id ?? null;
  }

  #follow(conversation: VisitorConversation): void {
    this.#courier.follow(conversation);
    void this.#courier.loadEarlier(conversation.id);
  }

  #makeCourier(): Courier {
    const courier = new Courier({
      participant: "visitor",
      identity: this.#identity(),
      api: this.#api,
      outbox: this.#outbox,
      limits: this.context.config.limits,
      hiddenGraceMs: HIDDEN_GRACE_MS,
    });
    courier.subscribe(() => this.#courierChanged(courier));
    courier.onEvent((event) => this.#heard(event));
    return courier;
  }

  /** One browser is one visitor of a widget: what waits is sent by whoever that is when it can be sent. */
  #identity(): string {
    return `visitor:${this.context.install.token}`;
  }

  #courierChanged(courier: Courier): void {
    if (courier !== this.#courier) return;
    const before = this.#state.snapshot;
    const snapshot = courier.getSnapshot();
    this.#set({ snapshot });
    announceChanges(before, snapshot, this.context.emit);
    this.#connectWhileNeeded(snapshot);
    this.#look();
  }

  /** A connection costs something; where every conversation has ended there is nothing to hear. */
  #connectWhileNeeded(snapshot: Snapshot): void {
    const views = [...snapshot.conversations.values()];
    const needed = views.some(({ draft, gone, state }) => !draft && !gone && state?.status !== "closed");
    if (needed && !this.#refused && snapshot.connection === "idle") this.#courier.start();
    if (!needed && snapshot.connection !== "idle") this.#courier.stop();
  }

  #heard(event: CourierEvent): void {
    const { emit } = this.context;
    switch (event.type) {
      case "received":
        for (const message of event.messages) this.#received(message);
        break;
      case "sent":
        emit("sent", { client_id: event.message.client_id, seq: event.message.seq });
        break;
      case "failed":
        emit("failed", { client_id: event.clientId, code: event.error.code, message: event.error.message });
        break;
      case "started":
        this.#started(event.draftId, event.conversation);
        break;
      case "session-ended":
        this.#refused = true;
        this.#show(event.error);
    }
  }

  #received(message: Message): void {
    if (message.sender_type === "visitor") return;
    this.context.emit("message", message);
    if (message.sender_type !== "system" && this.context.config.behaviour.sound && !this.#isWatching()) chime();
  }

  #started(draftId: string, conversation: VisitorConversation): void {
    const others = this.#state.conversations.filter(({ id }) => id !== conversation.id);
    const { current } = this.#state;
    const onScreen = current === draftId || current === null;
    this.#set({ conversations: [conversation, ...others], current: onScreen ? conversation.id : current });
    // Where the session was renewed on the way, the draft is gone, and the conversation is not followed yet.
    if (!this.view(conversation.id)) this.#follow(conversation);
  }

  /** The visitor is another one now, or none: nothing of the former may stay on screen. */
  #startAfresh(): void {
    this.#courier.stop();
    this.#courier = this.#makeCourier();
    this.#set({
      conversations: [],
      current: null,
      screen: this.#state.screen + 1,
      snapshot: this.#courier.getSnapshot(),
      problem: null,
    });
    this.#look();
  }

  #isWatching(): boolean {
    return this.#state.open && document.visibilityState === "visible";
  }

  /** What is on screen, and seen, is read. */
  readonly #look = (): void => {
    const view = this.view();
    if (view && this.#isWatching() && unreadCount(view, "visitor") > 0) {
      this.#courier.markRead(view.id, view.log.watermark);
    }
    const unread = [...this.#state.snapshot.conversations.values()]
      .filter(({ gone }) => !gone)
      .reduce((sum, each) => sum + unreadCount(each, "visitor"), 0);
    if (unread === this.#unread) return;
    this.#unread = unread;
    this.context.emit("unread", unread);
  };

  #show(error: unknown): void {
    if (!isApiError(error)) throw error;
    this.#set({ problem: isRefusedToken(error) ? this.texts.problems.other : sentenceFor(this.texts, error) });
    this.context.emit("error", { code: error.code, message: error.message });
  }

  #set(changed: Partial<PanelState>): void {
    this.#state = { ...this.#state, ...changed };
    for (const listener of [...this.#listeners]) listener();
  }
}
