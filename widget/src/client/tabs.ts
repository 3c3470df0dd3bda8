/**
 * The tabs in which one visitor has the same widget open. One of them leads: it holds the lock, the connection and the
 * pen. A tab that ends, however it ends, loses the lock, and another one leads. A tab that can be seen takes the lead
 * from one that has been out of sight for long, or does not answer: browsers slow such tabs down, or freeze them.
 */
import type { Channel, Commons } from "./commons";
import { randomId } from "./ids";
import type { OutboxEntry } from "./outbox";
import type { SocketState } from "./socket";
import type { ConnectionState } from "./store";
import type { Surroundings } from "./surroundings";
import type { Ack, Message, Pong, PushFrame, Unsent, VisitorConversation } from "./wire";

/** What becomes of what is written. */
export type Mail =
  /** New; or refused; or, after it was refused, to be tried again. */
  | { type: "written"; entry: OutboxEntry }
  | { type: "discarded"; conversationId: string; clientId: string }
  | { type: "stored"; conversationId: string; message: Message }
  | { type: "started"; draftId: string; conversation: VisitorConversation };

/** What tabs say to each other. */
export type Word =
  | { type: "here" }
  /** The leader's state; `line` counts its connections. */
  | {
      type: "leading";
      leader: string;
      line: number;
      state: SocketState;
      connection: ConnectionState;
      hiddenMs: number;
    }
  | { type: "push"; frame: PushFrame }
  | { type: "pong"; pong: Pong }
  | { type: "polled"; conversation: VisitorConversation }
  | { type: "read"; conversationId: string; reader: "visitor" | "agent"; seq: number }
  | { type: "ask"; tab: string; request: string; frame: Unsent }
  | { type: "answer"; tab: string; request: string; ack: Ack }
  | {
      type: "refusal";
      tab: string;
      request: string;
      code: string;
      message: string;
      retryable: boolean;
      retryAfterMs: number | undefined;
    }
  | { type: "signed-out" }
  | Mail;

export interface TabsOptions {
  /** The same for all tabs of one visitor. */
  name: string;
  commons: Commons;
  surroundings: Surroundings;
}

const LEADER_ANSWERS_WITHIN_MS = 2_000;
const ASK_AGAIN_AFTER_MS = 30_000;
const HIDDEN_TOO_LONG_MS = 60_000;

export class Tabs {
  readonly id = randomId();
  readonly #options: TabsOptions;
  readonly #listeners = new Set<(word: Word) => void>();
  readonly #leadListeners = new Set<(leads: boolean) => void>();
  #channel: Channel | undefined;
  #leads = false;
  #letGo: () => void = () => {};
  #callOff: () => void = () => {};
  #stopListening: () => void = () => {};
  #heardOfLeaderAt = 0;
  #hiddenSince: number | null = null;

  constructor(options: TabsOptions) {
    this.#options = options;
  }

  get leads(): boolean {
    return this.#leads;
  }

  get hiddenMs(): number {
    return this.#hiddenSince === null ? 0 : this.#options.surroundings.now() - this.#hiddenSince;
  }

  onWord(listener: (word: Word) => void): void {
    this.#listeners.add(listener);
  }

  onLead(listener: (leads: boolean) => void): void {
    this.#leadListeners.add(listener);
  }

  join(): void {
    this.#stopListening = this.#options.surroundings.onChange(() => this.#look());
    this.#look();
  }

  leave(): void {
    this.#stopListening();
    this.#exit();
  }

  tell(word: Word): void {
    this.#channel?.post(word);
  }

  /** Takes the lead from whoever has it. */
  seize(): void {
    if (!this.#leads && this.#channel) this.#queue(true);
  }

  #look(): void {
    const { surroundings } = this.#options;
    if (!surroundings.isHidden()) this.#hiddenSince = null;
    else this.#hiddenSince ??= surroundings.now();
    if (surroundings.isAway()) this.#exit();
    else if (!this.#channel) this.#enter();
    else if (!this.#leads) this.#callForLeader();
  }

  #enter(): void {
    const { commons, name } = this.#options;
    this.#channel = commons.channel(name, (word) => this.#heard(word as Word));
    this.#queue(false);
    this.#callForLeader();
  }

  #exit(): void {
    this.#callOff();
    this.#letGo();
    this.#channel?.close();
    this.#channel = undefined;
    this.#lead(false);
  }

  #queue(away: boolean): void {
    this.#letGo();
    const lost = () => {
      this.#lead(false);
      this.#queue(false);
    };
    this.#letGo = this.#options.commons.take(this.#options.name, away, () => this.#lead(true), lost);
  }

  #lead(leads: boolean): void {
    if (leads === this.#leads) return;
    this.#leads = leads;
    for (const listener of this.#leadListeners) listener(leads);
    if (!leads && this.#channel) this.#callForLeader();
  }

  #callForLeader(): void {
    const { surroundings } = this.#options;
    const asked = surroundings.now();
    this.tell({ type: "here" });
    this.#callOff();
    this.#callOff = surroundings.after(LEADER_ANSWERS_WITHIN_MS, () => {
      if (this.#leads) return;
      if (!surroundings.isHidden() && this.#heardOfLeaderAt < asked) this.seize();
      this.#callOff = surroundings.after(ASK_AGAIN_AFTER_MS, () => this.#leads || this.#callForLeader());
    });
  }

  #heard(word: Word): void {
    const { surroundings } = this.#options;
    if (word.type === "leading") {
      this.#heardOfLeaderAt = surroundings.now();
      if (word.hiddenMs > HIDDEN_TOO_LONG_MS && !surroundings.isHidden()) this.seize();
    }
    for (const listener of this.#listeners) listener(word);
  }
}
