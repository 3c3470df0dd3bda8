/** The tabs of one browser: their locks and channels, and what becomes of them when a tab is gone from one moment to the next. */
import type { ConversationApi } from "../src/client/api";
import type { Channel, Commons } from "../src/client/commons";
import type { Outbox } from "../src/client/outbox";
import type { Surroundings, WebSocketLike } from "../src/client/surroundings";
import type { World } from "./world";

interface Claim {
  tab: Tab;
  dropped: boolean;
  taken(): void;
  lost(): void;
}

export class Origin {
  readonly #claims = new Map<string, Claim[]>();
  readonly #channels = new Set<{ tab: Tab; name: string; heard(word: unknown): void }>();

  commons(tab: Tab): Commons {
    return {
      take: (name, away, taken, lost) => this.#take(name, away, { tab, dropped: false, taken, lost }),
      channel: (name, heard) => this.#open(tab, name, heard),
    };
  }

  holder(name: string): Tab | undefined {
    return this.#claims.get(name)?.[0]?.tab;
  }

  /** The browser cleans up after a tab that is no longer there. */
  forget(tab: Tab): void {
    for (const channel of this.#channels) if (channel.tab === tab) this.#channels.delete(channel);
    for (const [name, claims] of this.#claims) {
      for (const claim of claims.filter((each) => each.tab === tab)) this.#drop(name, claim);
    }
  }

  #take(name: string, away: boolean, claim: Claim): () => void {
    const claims = this.#claims.get(name) ?? [];
    this.#claims.set(name, claims);
    const [robbed] = claims;
    if (away && robbed) {
      claims.splice(0, 1, claim);
      queueMicrotask(() => robbed.tab.alive && !robbed.dropped && robbed.lost());
    } else claims.push(claim);
    if (claims[0] === claim) this.#grant(name, claim);
    return () => this.#drop(name, claim);
  }

  #grant(name: string, claim: Claim): void {
    queueMicrotask(() => this.#claims.get(name)?.[0] === claim && claim.taken());
  }

  #drop(name: string, claim: Claim): void {
    claim.dropped = true;
    const claims = this.#claims.get(name) ?? [];
    const at = claims.indexOf(claim);
    if (at < 0) return;
    claims.splice(at, 1);
    if (at === 0 && claims[0]) this.#grant(name, claims[0]);
  }

  #open(tab: Tab, name: string, heard: (word: unknown) => void): Channel {
    const own = { tab, name, heard };
    this.#channels.add(own);
    return {
      post: (word) => {
        const told = structuredClone(word);
        const others = [...this.#channels].filter((each) => each !== own && each.name === name);
        for (const other of others)
          queueMicrotask(() => this.#channels.has(other) && other.tab.alive && other.heard(told));
      },
      close: () => this.#channels.delete(own),
    };
  }
}

/** What a tab does after it has crashed happens nowhere. */
export class Tab {
  alive = true;
  hidden = false;
  readonly #world: World;
  readonly #lines = new Set<WebSocketLike>();
  readonly #listeners = new Set<() => void>();

  constructor(world: World) {
    this.#world = world;
  }

  surroundings(openSocket: () => WebSocketLike): Surroundings {
    const world = this.#world.surroundings(() => {
      const line = openSocket();
      this.#lines.add(line);
      return line;
    });
    return {
      ...world,
      after: (ms, task) => world.after(ms, () => this.alive && task()),
      isHidden: () => this.hidden,
      onChange: (listener) => {
        this.#listeners.add(listener);
        const stop = world.onChange(() => this.alive && listener());
        return () => {
          this.#listeners.delete(listener);
          stop();
        };
      },
    };
  }

  /** Answers to a tab that is gone never come. */
  mortal<Port extends ConversationApi | Outbox>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const method = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        return async (...given: unknown[]) => {
          if (!this.alive) return new Promise(() => {});
          const answer = await method.apply(target, given);
          return this.alive ? answer : new Promise(() => {});
        };
      },
    });
  }

  hide(hidden: boolean): void {
    this.hidden = hidden;
    for (const listener of [...this.#listeners]) listener();
  }

  crash(origin: Origin): void {
    this.alive = false;
    for (const line of this.#lines) {
      line.onopen = line.onclose = line.onmessage = null;
      line.close();
    }
    origin.forget(this);
  }
}
