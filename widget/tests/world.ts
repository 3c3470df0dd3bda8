/** A machine whose time, luck and network a test holds in its hands. */
import type { Surroundings, WebSocketLike } from "../src/client/surroundings";

interface Timer {
  at: number;
  task: () => void;
}

/** In so little time; a world in which more happens goes round in circles, for ever. */
const MOST_AT_A_TIME = 20_000;

export class World {
  now = 1_767_600_000_000;
  online = true;
  hidden = false;
  away = false;
  readonly random: () => number;
  readonly #timers = new Set<Timer>();
  readonly #listeners = new Set<() => void>();

  constructor(seed = 1) {
    this.random = seeded(seed);
  }

  surroundings(openSocket: (url: string) => WebSocketLike): Surroundings {
    return {
      now: () => this.now,
      random: this.random,
      after: (ms, task) => this.after(ms, task),
      openSocket,
      isOnline: () => this.online,
      isHidden: () => this.hidden,
      isAway: () => this.away,
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.now + ms, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass, and everything happen that belongs into it. */
  async run(ms: number): Promise<void> {
    const until = this.now + ms;
    await settle();
    let happened = 0;
    for (let next = this.#next(until); next; next = this.#next(until)) {
      happened += 1;
      if (happened > MOST_AT_A_TIME) throw new Error(`${happened} things in ${ms} ms: this never ends.`);
      this.now = Math.max(this.now, next.at);
      this.#timers.delete(next);
      next.task();
      await settle();
    }
    this.now = until;
  }

  async change(changed: Partial<Pick<World, "online" | "hidden" | "away">>): Promise<void> {
    Object.assign(this, changed);
    for (const listener of [...this.#listeners]) listener();
    await settle();
  }

  #next(until: number): Timer | undefined {
    const due = [...this.#timers].filter(({ at }) => at <= until);
    return due.sort((one, other) => one.at - other.at)[0];
  }
}

/** Lets every promise that can go on go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
