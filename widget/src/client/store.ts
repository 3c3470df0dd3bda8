/** What an interface binds to: an immutable snapshot, and a call when there is a new one. */
import type { ConversationView } from "./conversation_view";

export type ConnectionState = "idle" | "connecting" | "live" | "polling" | "offline";

export interface Snapshot {
  readonly connection: ConnectionState;
  /** By id: the conversations that are followed, and the drafts. */
  readonly conversations: ReadonlyMap<string, ConversationView>;
}

export class Store {
  #snapshot: Snapshot = { connection: "idle", conversations: new Map() };
  readonly #listeners = new Set<() => void>();

  readonly getSnapshot = (): Snapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  view(id: string): ConversationView | undefined {
    return this.#snapshot.conversations.get(id);
  }

  views(): ConversationView[] {
    return [...this.#snapshot.conversations.values()];
  }

  put(view: ConversationView): void {
    this.#publish({ conversations: new Map(this.#snapshot.conversations).set(view.id, view) });
  }

  /** Does nothing for a conversation that is not followed, or where `change` gives back what it got. */
  change(id: string, change: (view: ConversationView) => ConversationView): void {
    const before = this.view(id);
    if (!before) return;
    const after = change(before);
    if (after !== before) this.put(after);
  }

  remove(id: string): void {
    const conversations = new Map(this.#snapshot.conversations);
    if (conversations.delete(id)) this.#publish({ conversations });
  }

  setConnection(connection: ConnectionState): void {
    if (connection !== this.#snapshot.connection) this.#publish({ connection });
  }

  #publish(changed: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changed };
    for (const listener of [...this.#listeners]) listener();
  }
}
