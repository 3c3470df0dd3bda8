/** Tells the other side what has been seen here, and that somebody is typing. */
import { type ConversationView, withRead } from "./conversation_view";
import { isApiError } from "./http";
import type { Link } from "./socket";
import type { Store } from "./store";
import type { Surroundings } from "./surroundings";
import type { Transport } from "./transport";

export type Participant = "visitor" | "agent";

export interface ReceiptsParts {
  participant: Participant;
  store: Store;
  link: Link;
  transport: Transport;
  surroundings: Surroundings;
}

/** Several messages seen one after the other make one receipt. */
const GATHER_MS = 400;
/** Shorter than the time for which the other side shows it. */
const TYPING_AGAIN_MS = 3_000;

export class Receipts {
  readonly #parts: ReceiptsParts;
  /** By conversation: what has been seen here, and the server may not know yet. */
  readonly #untold = new Map<string, number>();
  readonly #typingSince = new Map<string, number>();
  #callOff: (() => void) | undefined;

  constructor(parts: ReceiptsParts) {
    this.#parts = parts;
  }

  markRead(id: string, seq: number): void {
    const view = this.#parts.store.view(id);
    if (!view || view.draft || seq <= this.#seen(view)) return;
    this.#parts.store.change(id, (now) => withRead(now, this.#parts.participant, seq));
    this.#untold.set(id, seq);
    this.#callOff ??= this.#parts.surroundings.after(GATHER_MS, () => void this.tell());
  }

  /** What could not be told stays, and is told when the way is free again. */
  async tell(): Promise<void> {
    this.#callOff?.();
    this.#callOff = undefined;
    for (const [id, seq] of [...this.#untold]) {
      try {
        await this.#parts.transport.markRead(id, seq);
      } catch (error) {
        if (!isApiError(error)) throw error;
        if (error.retryable) continue;
      }
      if (this.#untold.get(id) === seq) this.#untold.delete(id);
    }
  }

  /** Only over an open socket: nobody needs to learn of it late. */
  typing(id: string, on: boolean): void {
    const { link, surroundings } = this.#parts;
    const since = this.#typingSince.get(id);
    if (link.state !== "open" || this.#parts.store.view(id)?.draft !== false) return;
    if (on && since !== undefined && surroundings.now() - since < TYPING_AGAIN_MS) return;
    if (!on && since === undefined) return;
    if (on) this.#typingSince.set(id, surroundings.now());
    else this.#typingSince.delete(id);
    link.request({ type: "typing", conversation_id: id, on }).catch(() => {});
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  #seen(view: ConversationView): number {
    return this.#parts.participant === "visitor" ? view.visitorReadSeq : view.agentReadSeq;
  }
}
