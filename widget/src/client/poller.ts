/** Asks again and again where no socket is to be had: often while something happens, seldom when nothing does. */
import type { Surroundings } from "./surroundings";

const PACE: readonly { quietForMs: number; everyMs: number }[] = [
  { quietForMs: 30_000, everyMs: 2_000 },
  { quietForMs: 120_000, everyMs: 5_000 },
];
const SLOWEST_MS = 15_000;

export class Poller {
  readonly #surroundings: Surroundings;
  readonly #poll: () => Promise<void>;
  #lastActivity = 0;
  #running = false;
  #callOffNext: () => void = () => {};

  constructor(surroundings: Surroundings, poll: () => Promise<void>) {
    this.#surroundings = surroundings;
    this.#poll = poll;
  }

  get running(): boolean {
    return this.#running;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#lastActivity = this.#surroundings.now();
    void this.#tick();
  }

  stop(): void {
    this.#running = false;
    this.#callOffNext();
  }

  /** Somebody wrote: answers may come soon. */
  hasten(): void {
    this.#lastActivity = this.#surroundings.now();
    if (this.#running) this.#schedule();
  }

  async #tick(): Promise<void> {
    if (this.#surroundings.isOnline() && !this.#surroundings.isAway()) await this.#poll();
    if (this.#running) this.#schedule();
  }

  #schedule(): void {
    this.#callOffNext();
    this.#callOffNext = this.#surroundings.after(this.#pace(), () => void this.#tick());
  }

  #pace(): number {
    if (this.#surroundings.isHidden()) return SLOWEST_MS;
    const quiet = this.#surroundings.now() - this.#lastActivity;
    return PACE.find(({ quietForMs }) => quiet < quietForMs)?.everyMs ?? SLOWEST_MS;
  }
}
