/**
 * What a person has written and the server has not yet acknowledged. It survives a reload; an entry's client_id
 * never changes, so that sending it twice, from two tabs even, stores it once.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
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

/** In IndexedDB, or in memory where the browser forbids it. */
export async function openOutbox(name = "frontdesk-outbox"): Promise<Outbox> {
  try {
    return new StoredOutbox(await openDatabase(name));
  } catch {
    return new MemoryOutbox();
  }
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

interface OutboxSchema extends DBSchema {
  entries: { key: string; value: OutboxEntry; indexes: { identity: string } };
}

function openDatabase(name: string): Promise<IDBPDatabase<OutboxSchema>> {
  return openDB<OutboxSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore("entries", { keyPath: "clientId" }).createIndex("identity", "identity");
    },
  });
}

class StoredOutbox implements Outbox {
  readonly #database: IDBPDatabase<OutboxSchema>;

  constructor(database: IDBPDatabase<OutboxSchema>) {
    this.#database = database;
  }

  async list(identity: string): Promise<OutboxEntry[]> {
    return (await this.#database.getAllFromIndex("entries", "identity", identity)).sort(byAge);
  }

  async put(entry: OutboxEntry): Promise<void> {
    await this.#database.put("entries", entry);
  }

  async remove(clientId: string): Promise<void> {
    await this.#database.delete("entries", clientId);
  }

  async promote(draftId: string, conversationId: string, storedClientId: string): Promise<void> {
    const transaction = this.#database.transaction("entries", "readwrite");
    for (const entry of await transaction.store.getAll()) {
      if (entry.clientId === storedClientId) await transaction.store.delete(entry.clientId);
      else if (entry.conversationId === draftId) await transaction.store.put({ ...entry, conversationId });
    }
    await transaction.done;
  }

  async clear(identity: string): Promise<void> {
    const transaction = this.#database.transaction("entries", "readwrite");
    for (const key of await transaction.store.index("identity").getAllKeys(identity)) {
      await transaction.store.delete(key);
    }
    await transaction.done;
  }
}

function byAge(one: OutboxEntry, other: OutboxEntry): number {
  return one.createdAt - other.createdAt;
}
