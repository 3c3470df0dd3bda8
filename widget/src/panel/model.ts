/** What the panel shows and does, without saying how it looks. */
import {
  type ApiError,
  type ConnectionState,
  type ConversationView,
  Http,
  isApiError,
  type Sent,
  type Snapshot,
  unreadCount,
  VisitorApi,
  type VisitorConversation,
  WidgetApi,
  type WidgetConfig,
} from "../client";
import type { PanelContext } from "../panel_contract";
import type { Correspondence } from "./conversation";
import type { Upload, Uploads } from "./files";
import { recall, remember } from "./memory";
import { fetchPart, hasOutbox, type PartName, type Parts } from "./parts";
import { type Introduction, isRefusedToken, VisitorSession } from "./session";
import { sentenceFor, type Texts } from "./texts";
import { markTitle } from "./title";

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
  /** How many parts of the panel have been fetched. */
  readonly parts: number;
  /** Files on their way, and those that did not arrive. */
  readonly uploads: readonly Upload[];
  /** The article that is being read, over whatever else is on screen. */
  readonly article: { slug: string; title: string } | null;
  /** What waits for a field to take it up: from the site, or from a field that is no longer shown. */
  readonly prefilled: string | null;
}

const LISTED = 20;
/** A page may stay open for days; who opens the panel after this time is told anew whether somebody is there. */
const SETTINGS_LAST_MS = 5 * 60_000;
const NOTHING_YET: Snapshot = { connection: "idle", conversations: new Map() };

export function localeOf({ config, options }: PanelContext): "en" | "id" {
  return options.locale ?? config.behaviour.locale;
}

export class Model {
  readonly context: PanelContext;
  readonly texts: Texts;
  readonly locale: "en" | "id";
  /** What stands in the start screen's field or form: where one takes the other's place, it takes the words over. */
  unsent = "";
  /** What the visitor has said of articles since the page was loaded, by their slugs. */
  readonly votes = new Map<string, boolean>();
  readonly #api: VisitorApi;
  readonly #widgetApi: WidgetApi;
  readonly #session: VisitorSession;
  readonly #listeners = new Set<() => void>();
  readonly #parts: Partial<Parts> = {};
  readonly #fetchingParts = new Set<PartName>();
  #fetching: Promise<Correspondence> | undefined;
  #correspondence: Correspondence | undefined;
  #loading: Promise<void> | undefined;
  #state: PanelState = {
    open: false,
    loaded: false,
    current: null,
    screen: 0,
    conversations: [],
    snapshot: NOTHING_YET,
    problem: null,
    parts: 0,
    uploads: [],
    article: null,
    prefilled: null,
  };
  #uploads: Uploads | undefined;
  #unread = 0;
  /** The loader fetched them with the page. */
  #settingsAt = performance.timeOrigin;
  #destroyed = false;

  constructor(context: PanelContext, texts: Texts) {
    const { install, storageKey } = context;
    const base = `${install.api}/api/widget/${encodeURIComponent(install.token)}`;
    this.context = context;
    this.locale = localeOf(context);
    this.texts = texts;
    this.#widgetApi = new WidgetApi(new Http({ base }));
    this.#session = new VisitorSession(this.#widgetApi, storageKey, () => this.#startAfresh(), context.identity);
    this.#api = new VisitorApi(new Http({ base, credentials: this.#session }));
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

  /** A part of the panel, if it is there; if not, it is fetched, and the panel drawn again when it is. */
  part<Name extends PartName>(name: Name): Parts[Name] | undefined {
    const part = this.#parts[name];
    if (!part && !this.#fetchingParts.has(name))
      void this.#fetchPart(name).catch((error: unknown) => this.#show(error));
    return part;
  }

  get api(): VisitorApi {
    return this.#api;
  }

  get correspondence(): Correspondence | undefined {
    return this.#correspondence;
  }

  view(id: string | null = this.#state.current): ConversationView | undefined {
    return id === null ? undefined : this.#state.snapshot.conversations.get(id);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  setOpen(open: boolean): void {
    this.#correspondence?.askAgain();
    this.#fetchingParts.clear();
    this.#set({ open });
    if (open) void this.load();
    // Without an answer, what is known has to do.
    if (open && Date.now() - this.#settingsAt > SETTINGS_LAST_MS) this.refreshSettings().catch(() => {});
    this.#look();
  }

  /** Bots and workflows answer at any hour. */
  get nobodyThere(): boolean {
    const { open_now, handler_type } = this.context.config;
    return !open_now && handler_type === "agent";
  }

  /** `known`: what the server has said of itself beside them. */
  async refreshSettings(known?: Partial<WidgetConfig>): Promise<void> {
    const { context, nobodyThere } = this;
    const { appearance } = context.config;
    // How it looks the site may have chosen.
    context.config = { ...(await this.#widgetApi.config()), ...known, appearance };
    this.#settingsAt = Date.now();
    const turned = nobodyThere !== this.nobodyThere && !this.view();
    this.#set(turned ? { prefilled: this.#state.prefilled ?? this.unsent, screen: this.#state.screen + 1 } : {});
  }

  /** The visitor's conversations, and what could not be sent last time. Asked again after it failed. */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      this.#show(error);
    });
    return this.#loading;
  }

  say(sentence: string): void {
    this.#set({ problem: sentence });
  }

  retryLoading(): void {
    this.#set({ problem: null });
    void this.load();
  }

  prefill(text: string | null): void {
    this.#set({ prefilled: text });
  }

  goTo(id: string | null): void {
    this.unsent = "";
    this.#set({ current: id, screen: this.#state.screen + 1, problem: null, article: null });
    const listed = this.#state.conversations.find((conversation) => conversation.id === id);
    if (listed && !this.view(listed.id)) void this.#follow(listed);
    this.#look();
  }

  /** Fetches what sending needs; says whether it is there. Called with the first letter, it is there with the last. */
  async prepare(): Promise<boolean> {
    try {
      await this.#corresponding();
      return true;
    } catch (error) {
      this.#show(error);
      return false;
    }
  }

  /** Into the conversation on screen, or a new one where there is none or it has ended. */
  async send(text: string): Promise<Sent> {
    const correspondence = this.#correspondence ?? (await this.#corresponding());
    const view = this.view();
    if (view && view.state?.status !== "closed" && !view.gone) return correspondence.send(view.id, text);
    const { draftId, sent } = correspondence.start(text);
    this.#set({ current: draftId, screen: this.#state.screen + 1, problem: null });
    return sent;
  }

  /** Who the site says that the visitor is; where there is no visitor yet, the first one is made as such. */
  async identify(): Promise<void> {
    try {
      await this.#session.identify();
    } catch (error) {
      if (isApiError(error)) this.context.emit("error", { code: error.code, message: error.message });
      throw error;
    }
    this.#loading = undefined;
    if (this.#session.visitor) await this.load();
  }

  async introduce(introduction: Introduction): Promise<void> {
    await this.#session.introduce(introduction);
  }

  end(): Promise<void> {
    return this.#act((id) => this.#correspondence?.end(id));
  }

  /** Marks it as solved. */
  resolve(): Promise<void> {
    return this.#act((id) => this.#correspondence?.resolve(id));
  }

  /** Asks for a person. */
  escalate(reason?: string): Promise<void> {
    return this.#act((id) => this.#correspondence?.escalate(id, reason));
  }

  async downloadTranscript(id: string): Promise<void> {
    try {
      const text = await this.#api.transcript(id, Intl.DateTimeFormat().resolvedOptions().timeZone);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      link.download = `${this.context.config.name}.txt`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      this.#show(error);
    }
  }

  read(article: { slug: string; title: string } | null): void {
    this.#set({ article });
  }

  /** Says whether it was taken. */
  async rate(id: string, rating: number, feedback: string | null): Promise<boolean> {
    try {
      await this.#correspondence?.rate(id, rating, feedback);
      return true;
    } catch (error) {
      this.#show(error);
      return false;
    }
  }

  get muted(): boolean {
    return recall(this.#mutedKey) === true;
  }

  setMuted(muted: boolean): void {
    remember(this.#mutedKey, muted || null);
    this.#set({});
  }

  /** Files that go into the conversation on screen. */
  async attach(files: readonly File[]): Promise<void> {
    const id = this.view()?.id;
    if (!id || files.length === 0) return;
    try {
      const { Uploads } = await this.#fetchPart("files");
      this.#uploads ??= new Uploads(this);
      for (const file of files) this.#uploads.add(id, file);
    } catch (error) {
      this.#show(error);
    }
  }

  get uploads(): Uploads | undefined {
    return this.#uploads;
  }

  showUploads(uploads: readonly Upload[]): void {
    this.#set({ uploads });
  }

  report(error: unknown): void {
    this.#show(error);
  }

  typing(on: boolean): void {
    if (this.#state.current) this.#correspondence?.typing(this.#state.current, on);
  }

  loadEarlier(): void {
    if (this.#state.current) this.#correspondence?.loadEarlier(this.#state.current);
  }

  dismissProblem(): void {
    this.#set({ problem: null });
  }

  async logout(): Promise<void> {
    if (this.#correspondence || (await hasOutbox())) await (await this.#corresponding()).signOut();
    this.#signedOut();
  }

  destroy(): void {
    this.#destroyed = true;
    document.removeEventListener("visibilitychange", this.#look);
    this.#correspondence?.close();
    this.#uploads?.cancelAll();
    markTitle(0);
  }

  get #mutedKey(): string {
    return `${this.context.storageKey}:muted`;
  }

  async #load(): Promise<void> {
    if (this.#session.visitor || (await hasOutbox())) await (await this.#corresponding()).restore();
    if (this.#session.visitor) {
      const { items } = await this.#api.conversations({ limit: LISTED });
      this.#set({ conversations: items });
      for (const each of items.filter(({ status }) => status !== "closed")) await this.#follow(each);
    }
    this.#set({ loaded: true, current: this.#state.current ?? this.#underWay() });
    const view = this.view();
    const failure = view?.log.pending[0]?.failure;
    if (view && failure) void this.#failed(view.id, failure);
    this.#look();
  }

  /** In the conversation on screen. */
  async #act(act: (id: string) => Promise<void> | undefined): Promise<void> {
    const view = this.view();
    if (!view || view.draft) return;
    try {
      await act(view.id);
    } catch (error) {
      this.#show(error);
    }
  }

  #corresponding(): Promise<Correspondence> {
    this.#fetching ??= this.#fetch().catch((error: unknown) => {
      this.#fetching = undefined;
      throw error;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<Correspondence> {
    const part = await this.#fetchPart("conversation");
    const correspondence = new part.Correspondence(this.context, this.#api, {
      changed: () => this.#changed(),
      started: (draftId, conversation, here) => this.#started(draftId, conversation, here),
      refused: (error) => this.#show(error),
      failed: (id, error) => void this.#failed(id, error),
      isWatching: () => this.#isWatching(),
      isMuted: () => this.muted,
      signedOut: () => this.#signedOut(),
    });
    this.#correspondence = correspondence;
    return correspondence;
  }

  /** Where it could not be fetched it is not asked for again at once, but when the panel is opened again. */
  async #fetchPart<Name extends PartName>(name: Name): Promise<Parts[Name]> {
    this.#fetchingParts.add(name);
    const part = await fetchPart(name);
    if (!this.#parts[name] && !this.#destroyed) this.context.addStyles(part.css);
    this.#parts[name] = part;
    this.#set({ parts: this.#state.parts + 1 });
    return part;
  }

  /** The conversation to go on with: a draft, or the latest that has not ended. */
  #underWay(): string | null {
    const draft = [...this.#state.snapshot.conversations.values()].find(({ draft, log }) => draft && log.pending[0]);
    return draft?.id ?? this.#state.conversations.find(({ status }) => status !== "closed")?.id ?? null;
  }

  async #follow(conversation: VisitorConversation): Promise<void> {
    (await this.#corresponding()).follow(conversation);
  }

  /** A conversation that could not begin, as everybody has gone home meanwhile, becomes a message for the morning. */
  async #failed(id: string, { code }: Pick<ApiError, "code">): Promise<void> {
    if (code !== "outside_business_hours") return;
    try {
      await (await this.#fetchPart("offline")).goOffline(this, id);
    } catch (error) {
      this.#show(error);
    }
  }

  #signedOut(): void {
    this.#session.forget();
    this.setMuted(false);
    this.#startAfresh();
  }

  #changed(): void {
    if (!this.#correspondence) return;
    this.#set({ snapshot: this.#correspondence.snapshot });
    this.#look();
  }

  #started(draftId: string, conversation: VisitorConversation, here: boolean): void {
    const others = this.#state.conversations.filter(({ id }) => id !== conversation.id);
    const { current, open } = this.#state;
    // Who looks at the list here is not taken away from it by what happens in another tab.
    const onScreen = current === draftId || (current === null && (here || !open));
    this.#set({ conversations: [conversation, ...others], current: onScreen ? conversation.id : current });
    // Where the session was renewed on the way, the draft is gone, and the conversation is not followed yet.
    if (!this.view(conversation.id)) void this.#follow(conversation);
  }

  /** The visitor is another one now, or none: nothing of the former may stay on screen. */
  #startAfresh(): void {
    this.#correspondence?.startAfresh();
    this.#uploads?.cancelAll();
    this.#set({
      conversations: [],
      current: null,
      screen: this.#state.screen + 1,
      snapshot: this.#correspondence?.snapshot ?? NOTHING_YET,
      problem: null,
      article: null,
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
      this.#correspondence?.markRead(view.id, view.log.watermark);
    }
    const unread = [...this.#state.snapshot.conversations.values()]
      .filter(({ gone }) => !gone)
      .reduce((sum, each) => sum + unreadCount(each, "visitor"), 0);
    if (unread === this.#unread) return;
    this.#unread = unread;
    markTitle(unread);
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
