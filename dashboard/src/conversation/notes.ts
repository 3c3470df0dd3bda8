import {
  type AgentApi,
  type Courier,
  type CourierEvent,
  clientIdAt,
  isApiError,
  type Note,
  type Pong,
} from "@frontdesk/widget/client";
import type { QueryClient } from "@tanstack/react-query";

const KIND = "notes";
const PAGE_SIZE = 100;
const STORAGE_PREFIX = "frontdesk.notes.";

export const notesKey = (conversationId: string) => [KIND, conversationId] as const;

/** A note that is on its way, or did not get there. */
export interface PendingNote {
  clientId: string;
  baseSeq: number;
  conversationId: string;
  /** The message behind which it stands. */
  afterSeq: number;
  content: string;
  createdAt: string;
  state: "sending" | "failed";
  failure?: { sentence: string; retryable: boolean };
}

type NotesApi = Pick<AgentApi, "notes" | "writeNote">;

/** The internal notes of the conversations that are looked at, and what this agent adds to them. */
export class Notes {
  private pending: readonly PendingNote[];
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly api: NotesApi,
    private readonly queries: QueryClient,
    private readonly storage: Storage,
    private readonly agentId: string,
  ) {
    this.pending = this.stored();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getPending = (): readonly PendingNote[] => this.pending;

  /** Until the function given back is called. What an earlier page could not send is sent again. */
  bind(courier: Courier): () => void {
    let connection = courier.getSnapshot().connection;
    const stopEvents = courier.onEvent((event) => this.heard(event));
    const stopConnection = courier.subscribe(() => {
      const before = connection;
      connection = courier.getSnapshot().connection;
      if (connection !== before && (connection === "live" || connection === "polling")) this.cameBack();
    });
    this.sendAgain();
    return () => {
      stopEvents();
      stopConnection();
    };
  }

  /** Notes are numbered without a gap: only what came after the known ones is asked for. */
  async load(conversationId: string): Promise<Note[]> {
    let known = this.known(conversationId) ?? [];
    for (let more = true; more; ) {
      const page = await this.api.notes(conversationId, { afterSeq: known.at(-1)?.seq ?? 0, limit: PAGE_SIZE });
      known = withNotes(known, page.items);
      more = page.items.length > 0 && (known.at(-1)?.seq ?? 0) < page.tail_seq;
    }
    return withNotes(this.known(conversationId) ?? [], known);
  }

  heard(event: CourierEvent): void {
    if (event.type === "push" && event.frame.type === "note.created") this.told(event.frame.note);
    if (event.type === "heartbeat") this.compare(event.pong);
  }

  /** Shown at once; where it is refused it stays, to be tried again or thrown away. */
  write(conversationId: string, content: string, afterSeq: number): Promise<void> {
    const baseSeq = this.known(conversationId)?.at(-1)?.seq ?? 0;
    const createdAt = new Date().toISOString();
    const clientId = clientIdAt(baseSeq);
    return this.send({ clientId, baseSeq, conversationId, afterSeq, content, createdAt, state: "sending" });
  }

  retry(clientId: string): Promise<void> {
    const note = this.pending.find((other) => other.clientId === clientId);
    return note ? this.send(note) : Promise.resolve();
  }

  discard(clientId: string): void {
    this.become(this.pending.filter((note) => note.clientId !== clientId));
  }

  clear(): void {
    this.become([]);
  }

  private async send({ failure: _past, ...note }: PendingNote): Promise<void> {
    const { clientId, baseSeq, conversationId, content } = note;
    this.put({ ...note, state: "sending" });
    try {
      const body = { client_id: clientId, base_seq: baseSeq, content };
      this.told((await this.api.writeNote(conversationId, body)).note);
    } catch (error) {
      if (!isApiError(error)) throw error;
      this.put({ ...note, state: "failed", failure: { sentence: error.message, retryable: error.retryable } });
    }
  }

  private cameBack(): void {
    void this.queries.invalidateQueries({ queryKey: [KIND] });
    this.sendAgain();
  }

  private sendAgain(): void {
    for (const note of this.pending) {
      if (note.state === "failed" && note.failure?.retryable) void this.send(note);
    }
  }

  private told(note: Note): void {
    this.discard(note.client_id);
    const known = this.known(note.conversation_id);
    if (!known) return;
    if (note.seq > (known.at(-1)?.seq ?? 0) + 1) this.ask(note.conversation_id);
    else this.queries.setQueryData<Note[]>(notesKey(note.conversation_id), withNotes(known, [note]));
  }

  private compare({ note_tails }: Pong): void {
    for (const [id, tail] of Object.entries(note_tails ?? {})) {
      const known = this.known(id);
      if (known && tail > (known.at(-1)?.seq ?? 0)) this.ask(id);
    }
  }

  private ask(conversationId: string): void {
    void this.queries.invalidateQueries({ queryKey: notesKey(conversationId) });
  }

  private known(conversationId: string): Note[] | undefined {
    return this.queries.getQueryData<Note[]>(notesKey(conversationId));
  }

  private put(note: PendingNote): void {
    const others = this.pending.filter(({ clientId }) => clientId !== note.clientId);
    const isNew = others.length === this.pending.length;
    this.become(isNew ? [...others, note] : this.pending.map((it) => (it.clientId === note.clientId ? note : it)));
  }

  private become(pending: readonly PendingNote[]): void {
    if (pending.length === this.pending.length && pending.every((note, at) => note === this.pending[at])) return;
    this.pending = pending;
    if (pending.length === 0) this.storage.removeItem(this.key);
    else this.storage.setItem(this.key, JSON.stringify(pending));
    for (const listener of [...this.listeners]) listener();
  }

  /** A page that went away while it was sending does not know how that ended; sending again stores nothing twice. */
  private stored(): PendingNote[] {
    const kept = JSON.parse(this.storage.getItem(this.key) ?? "[]") as PendingNote[];
    const unknown = { sentence: "It is not known whether this note was saved.", retryable: true };
    return kept.map((note) => (note.state === "sending" ? { ...note, state: "failed", failure: unknown } : note));
  }

  private get key(): string {
    return `${STORAGE_PREFIX}${this.agentId}`;
  }
}

/** Both together, each once, in order. */
export function withNotes(known: readonly Note[], more: readonly Note[]): Note[] {
  const bySeq = new Map([...known, ...more].map((note) => [note.seq, note]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}
