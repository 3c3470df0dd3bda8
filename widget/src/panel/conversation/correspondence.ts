/** The visitor's conversations, carried both ways. */
import {
  type ApiError,
  browserCommons,
  browserSurroundings,
  Courier,
  type CourierEvent,
  linkTabs,
  type Message,
  openOutbox,
  type Sent,
  type VisitorApi,
  type VisitorConversation,
} from "../../client";
import type { PanelContext } from "../../panel_contract";
import { currentPage } from "../session";
import { announceChanges } from "./announcements";
import { chime } from "./chime";

/** What the panel is told. */
export interface Correspondent {
  changed(): void;
  /** `here`: not in another tab. */
  started(draftId: string, conversation: VisitorConversation, here: boolean): void;
  refused(error: unknown): void;
  /** A message was refused; it waits for its author. */
  failed(conversationId: string, error: ApiError): void;
  isWatching(): boolean;
  isMuted(): boolean;
  /** The visitor has signed out in another tab. */
  signedOut(): void;
}

/** A page that nobody looks at lets go of its connection after this time; it comes back when somebody does. */
const HIDDEN_GRACE_MS = 5 * 60_000;

export class Correspondence {
  readonly #context: PanelContext;
  readonly #api: VisitorApi;
  readonly #correspondent: Correspondent;
  readonly #outbox = openOutbox();
  #courier: Courier;
  /** The server refused to let this page connect; it is asked again when the panel is opened again. */
  #refused = false;

  constructor(context: PanelContext, api: VisitorApi, correspondent: Correspondent) {
    this.#context = context;
    this.#api = api;
    this.#correspondent = correspondent;
    this.#courier = this.#makeCourier();
  }

  get snapshot() {
    return this.#courier.getSnapshot();
  }

  /** What an earlier page could not send. */
  restore(): Promise<void> {
    return this.#courier.restore();
  }

  follow(conversation: VisitorConversation): void {
    this.#courier.follow(conversation);
    void this.#courier.loadEarlier(conversation.id);
  }

  send(id: string, text: string): Promise<Sent> {
    return this.#courier.send(id, text);
  }

  start(text: string) {
    this.dropRefused();
    return this.#courier.startConversation({ page: currentPage(), answers: this.#context.attributes() }, text);
  }

  /** What could not begin while nobody was there has found another way. */
  dropRefused(): void {
    for (const { draft, log } of this.snapshot.conversations.values())
      if (draft && log.pending[0]?.failure?.code === "outside_business_hours")
        for (const { clientId } of log.pending) this.discard(clientId);
  }

  async end(id: string): Promise<void> {
    this.#courier.learnState((await this.#api.end(id)).conversation);
  }

  async resolve(id: string): Promise<void> {
    this.#courier.learnState((await this.#api.resolve(id)).conversation);
  }

  async escalate(id: string, reason?: string): Promise<void> {
    this.#courier.learnState((await this.#api.escalate(id, reason)).conversation);
  }

  async rate(id: string, rating: number, feedback: string | null): Promise<void> {
    this.#courier.learnState((await this.#api.rateConversation(id, { rating, feedback })).conversation);
    this.#context.emit("rating", { conversation_id: id, rating });
  }

  retry(clientId: string): void {
    void this.#courier.retry(clientId);
  }

  discard(clientId: string): void {
    void this.#courier.discard(clientId);
  }

  typing(id: string, on: boolean): void {
    this.#courier.typing(id, on);
  }

  loadEarlier(id: string): void {
    void this.#courier.loadEarlier(id);
  }

  markRead(id: string, seq: number): void {
    this.#courier.markRead(id, seq);
  }

  /** A message that carried a file, sent beside the outbox. */
  learn(message: Message): void {
    this.#courier.learnMessage(message);
    this.#context.emit("sent", { client_id: message.client_id, seq: message.seq });
  }

  askAgain(): void {
    this.#refused = false;
  }

  async signOut(): Promise<void> {
    await this.#outbox.clear(this.#identity());
    this.#courier.signOut();
  }

  /** The visitor is another one now, or none. */
  startAfresh(): void {
    this.close();
    this.#courier = this.#makeCourier();
  }

  close(): void {
    this.#courier.close();
  }

  #makeCourier(): Courier {
    const { config, storageKey } = this.#context;
    const [commons, surroundings] = [browserCommons(), browserSurroundings()];
    const courier = new Courier({
      participant: "visitor",
      identity: this.#identity(),
      api: this.#api,
      outbox: this.#outbox,
      limits: config.limits,
      hiddenGraceMs: HIDDEN_GRACE_MS,
      surroundings,
      ...(commons && { tabs: linkTabs({ name: storageKey, commons, surroundings }) }),
    });
    let before = courier.getSnapshot();
    courier.subscribe(() => {
      if (courier !== this.#courier) return;
      const now = courier.getSnapshot();
      announceChanges(before, now, this.#context.emit);
      before = now;
      this.#correspondent.changed();
      this.#connectWhileNeeded();
    });
    courier.onEvent((event) => this.#heard(event));
    return courier;
  }

  /** One browser is one visitor of a widget: what waits is sent by whoever that is when it can be sent. */
  #identity(): string {
    return `visitor:${this.#context.install.token}`;
  }

  /** A connection costs something; where every conversation has ended there is nothing to hear. */
  #connectWhileNeeded(): void {
    const { connection, conversations } = this.snapshot;
    const needed = [...conversations.values()].some(
      ({ draft, gone, state }) => !draft && !gone && state?.status !== "closed",
    );
    if (needed && !this.#refused && connection === "idle") this.#courier.start();
    if (!needed && connection !== "idle") this.#courier.stop();
  }

  #heard(event: CourierEvent): void {
    const { emit } = this.#context;
    switch (event.type) {
      case "received":
        for (const message of event.messages) this.#received(message);
        break;
      case "sent":
        emit("sent", { client_id: event.message.client_id, seq: event.message.seq });
        break;
      case "failed":
        emit("failed", { client_id: event.clientId, code: event.error.code, message: event.error.message });
        this.#correspondent.failed(event.conversationId, event.error);
        break;
      case "started":
        this.#correspondent.started(event.draftId, event.conversation, event.here);
        break;
      case "session-ended":
        this.#refused = true;
        this.#correspondent.refused(event.error);
        break;
      case "signed-out":
        this.#correspondent.signedOut();
    }
  }

  #received(message: Message): void {
    if (message.sender_type === "visitor") return;
    this.#context.emit("message", message);
    const audible = message.sender_type !== "system" && this.#context.config.behaviour.sound;
    const { isWatching, isMuted } = this.#correspondent;
    if (audible && this.#courier.leads && !isWatching() && !isMuted()) chime();
  }
}
