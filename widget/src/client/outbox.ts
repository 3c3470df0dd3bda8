/**
 * What a person has written and the server has not yet acknowledged. It survives a reload; an entry's client_id
 * never changes, so that sending it twice, from two tabs even, stores it once.
 */
import { createStore, del, delMany, promisifyRequest, set, type UseStore, values } from "idb-keyval";
import { OUTBOX } from "./ids";
import type { Failure } from "./log";
import type { StartConversation } from "./wire";

export interface OutboxEntry {
  clientId: string;
  /** Whose it is: one browser may hold several widgets' visitors, or several agents. */
  identity: string;
  /** A conversation's id, or the id of a draft that `start` will turn into one. */
  conversationId: string;
  content: string;
  createdAt: number;
  /** On the first message of a conversation that does not exist yet. */
  start?: StartConversation;
  /** It was refused; it waits for its author. */
  failure?: Failure;
}

export interface Outbox {
  /** Everything of one identity, oldest first. */
  list(identity: string): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(clientId: string): Promise<void>;
  /** The draft has become a conversation: its first message is stored, the others follow under its id. */
  promote(draftId: string, conversationId: string, storedClientId: string): Promise<void>;
  clear(identity: string): Promise<void>;
}

export class MemoryOutbox implements Outbox {
  readonly #entries = new Map<string, OutboxEntry>();

  async list(identity: string): Promise<OutboxEntry[]> {
    return [...this.#entries.values()].filter((entry) => entry.identity === identity).sort(byAge);
  }

  async put(entry: OutboxEntry): Promise<void> {
    this.#entries.set(entry.clientId, entry);
  }

  async remove(clientId: string): Promise<void> {
    this.#entries.delete(clientId);
  }

  async promote(draftId: string, conversationId: string, storedClientId: string): Promise<void> {
    this.#entries.delete(storedClientId);
    for (const entry of this.#entries.values()) {
      if (entry.conversationId === draftId) await this.put({ ...entry, conversationId });
    }
  }

  async clear(identity: string): Promise<void> {
    for (const entry of await this.list(identity)) this.#entries.delete(entry.clientId);
  }
}

/** In IndexedDB, or in memory where the browser forbids it. Nothing is made on the device before it is used. */
export function openOutbox(name = OUTBOX): Outbox {
  let opened: Promise<Outbox> | undefined;
  const outbox = () => {
    opened ??= openStored(name).catch(() => new MemoryOutbox());
    return opened;
  };
  return {
    list: async (identity) => (await outbox()).list(identity),
    put: async (entry) => (await outbox()).put(entry),
    remove: async (clientId) => (await outbox()).remove(clientId),
    promote: async (...given) => (await outbox()).promote(...given),
    clear: async (identity) => (await outbox()).clear(identity),
  };
}

async function openStored(name: string): Promise<Outbox> {
  const outbox = new StoredOutbox(createStore(name, "entries"));
  await outbox.list("");
  return outbox;
}

class StoredOutbox implements Outbox {
  readonly #store: UseStore;

  constructor(store: UseStore) {
    this.#store = store;
  }

  async list(identity: string): Promise<OutboxEntry[]> {
    const entries = await values<OutboxEntry>(this.#store);
    return entries.filter((entry) => entry.identity === identity).sort(byAge);
  }

  put(entry: OutboxEntry): Promise<void> {
    return set(entry.clientId, entry, this.#store);
  }

  remove(clientId: string): Promise<void> {
    return del(clientId, this.#store);
  }

  /** In one transaction: a page that ends in the middle must not leave a draft without its beginning. */
  promote(draftId: string, conversationId: string, storedClientId: string): Promise<void> {
    return this.#store("readwrite", (entries) => {
      const reading: IDBRequest<OutboxEntry[]> = entries.getAll();
      reading.onsuccess = () => {
        entries.delete(storedClientId);
        const others = reading.result.filter(({ clientId }) => clientId !== storedClientId);
        for (const entry of others.filter((each) => each.conversationId === draftId)) {
          entries.put({ ...entry, conversationId }, entry.clientId);
        }
      };
      return promisifyRequest(entries.transaction);
    });
  }

  async clear(identity: string): Promise<void> {
    const entries = await this.list(identity);
    await delMany(
      entries.map(({ clientId }) => clientId),
      this.#store,
    );
  }
}

function byAge(one: OutboxEntry, other: OutboxEntry): number {
  return one.createdAt - other.createdAt;
}
