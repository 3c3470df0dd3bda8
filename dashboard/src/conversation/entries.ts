/** A log as agents read it: days, runs of messages from one sender, notes at their place, and what happened between. */
import {
  hasEarlier,
  type Log,
  type Message,
  type Note,
  type PendingMessage,
  type SenderType,
  type Transfer,
} from "@frontdesk/widget/client";
import { happeningWords } from "../text/happenings";
import { isSameDay } from "../text/time";
import type { PendingNote } from "./notes";

/** Messages of one sender that follow each other within this time stand together. */
const RUN_GAP_MS = 5 * 60_000;

export interface Line {
  /** The client_id: it stays the same when a pending message becomes a stored one. */
  key: string;
  content: string;
  at: string;
  seq: number | null;
  pending: PendingMessage | null;
  /** What it carries beside its text: an answer's sources, a form, an article. */
  message: Message | null;
}

export interface Run {
  kind: "run";
  key: string;
  senderType: SenderType;
  senderId: string;
  senderName: string;
  lines: Line[];
}

export interface NoteEntry {
  kind: "note";
  key: string;
  at: string;
  authorId: string;
  authorName: string;
  content: string;
  pending: PendingNote | null;
}

export type Entry =
  | Run
  | NoteEntry
  | { kind: "day"; key: string; at: string }
  | { kind: "new"; key: string }
  | { kind: "happening"; key: string; at: string; text: string; reason: string | null };

/** The messages that nobody here had seen: those after one seq, up to another. */
export interface Unseen {
  after: number;
  upTo: number;
}

export interface Beside {
  notes?: readonly Note[];
  pendingNotes?: readonly PendingNote[];
  transfers?: readonly Transfer[];
  unseen?: Unseen | null;
}

interface Writer {
  senderType: SenderType;
  senderId: string;
  senderName: string;
}

interface Reader {
  id: string;
  name: string;
}

export function entriesOf(log: Log, me: Reader, visitor: string, beside: Beside = {}): Entry[] {
  const book = new Book();
  const notes = notesIn(log, beside, me);
  const reasons = reasonsOf(log.messages, beside.transfers ?? []);
  const firstUnseen = firstUnseenIn(log.messages, me.id, beside.unseen ?? null);
  let next = 0;
  const addNotesBefore = (seq: number) => {
    for (let note = notes[next]; note && note.afterSeq < seq; note = notes[++next]) book.note(note.entry);
  };
  for (const message of log.messages) {
    addNotesBefore(message.seq);
    if (message.seq === firstUnseen) book.unseen();
    if (message.type === "system") book.happening(message, reasons.get(message.seq) ?? null);
    else book.line(writerOf(message, visitor), stored(message));
  }
  addNotesBefore(Number.POSITIVE_INFINITY);
  for (const message of log.pending) {
    book.line({ senderType: "agent", senderId: me.id, senderName: me.name }, waiting(message));
  }
  return book.entries;
}

class Book {
  readonly entries: Entry[] = [];
  private lastAt: string | null = null;

  line(writer: Writer, line: Line): void {
    this.startDay(line.at, line.key);
    const last = this.entries.at(-1);
    if (last?.kind === "run" && continues(last, writer, line)) last.lines.push(line);
    else this.entries.push({ kind: "run", key: `run ${line.key}`, ...writer, lines: [line] });
  }

  note(entry: NoteEntry): void {
    this.startDay(entry.at, entry.key);
    this.entries.push(entry);
  }

  happening(message: Message, reason: string | null): void {
    const { client_id: key, created_at: at } = message;
    this.startDay(at, key);
    this.entries.push({ kind: "happening", key, at, text: happeningWords(message), reason });
  }

  unseen(): void {
    this.entries.push({ kind: "new", key: "new" });
  }

  private startDay(at: string, key: string): void {
    if (this.lastAt === null || !isSameDay(this.lastAt, at)) this.entries.push({ kind: "day", key: `day ${key}`, at });
    this.lastAt = at;
  }
}

function continues(run: Run, writer: Writer, line: Line): boolean {
  const previous = run.lines.at(-1);
  const isSame = run.senderType === writer.senderType && run.senderId === writer.senderId;
  return isSame && previous !== undefined && Date.parse(line.at) - Date.parse(previous.at) < RUN_GAP_MS;
}

function writerOf({ sender_type, sender_id, sender_name }: Message, visitor: string): Writer {
  const senderName = sender_type === "visitor" ? visitor : sender_name;
  return { senderType: sender_type, senderId: sender_id, senderName };
}

function stored(message: Message): Line {
  const { client_id, content, created_at, seq } = message;
  return { key: client_id, content, at: created_at, seq, pending: null, message };
}

function waiting(message: PendingMessage): Line {
  const at = new Date(message.createdAt).toISOString();
  return { key: message.clientId, content: message.content, at, seq: null, pending: message, message: null };
}

interface PlacedNote {
  afterSeq: number;
  entry: NoteEntry;
}

/** In the log's order. A note that belongs to messages not loaded yet waits with them. */
function notesIn(log: Log, { notes = [], pendingNotes = [] }: Beside, me: Reader): PlacedNote[] {
  const isLoaded = ({ afterSeq }: PlacedNote) => !hasEarlier(log) || afterSeq > log.floor;
  const known = notes.map((note) => ({ afterSeq: note.after_seq, entry: noteEntry(note) }));
  const own = pendingNotes.map((note) => ({ afterSeq: note.afterSeq, entry: pendingEntry(note, me) }));
  return [...known, ...own].filter(isLoaded).sort((one, other) => one.afterSeq - other.afterSeq);
}

function noteEntry({ client_id, content, created_at, author }: Note): NoteEntry {
  const who = { authorId: author.id, authorName: author.name };
  return { kind: "note", key: client_id, at: created_at, content, ...who, pending: null };
}

function pendingEntry(note: PendingNote, me: Reader): NoteEntry {
  const { clientId: key, content, createdAt: at } = note;
  return { kind: "note", key, at, content, authorId: me.id, authorName: me.name, pending: note };
}

/** The reason of each transfer, by its system message: of both, the last ones belong together. */
function reasonsOf(messages: readonly Message[], transfers: readonly Transfer[]): Map<number, string> {
  const told = messages.filter(({ metadata }) => metadata?.event === "transferred");
  const reasons = new Map<number, string>();
  for (let back = 1; back <= Math.min(told.length, transfers.length); back += 1) {
    const message = told.at(-back);
    const transfer = transfers.at(-back);
    if (!message || !transfer?.reason) continue;
    const receiver = transfer.to_agent?.name ?? transfer.to_department?.name;
    if (message.metadata?.target_name === receiver) reasons.set(message.seq, transfer.reason);
  }
  return reasons;
}

/** Before the very first message no line is needed to say that it is new. */
function firstUnseenIn(messages: readonly Message[], agentId: string, unseen: Unseen | null): number | null {
  if (!unseen || unseen.after === 0) return null;
  const isUnseen = ({ seq, sender_id, type }: Message) =>
    seq > unseen.after && seq <= unseen.upTo && sender_id !== agentId && type !== "system";
  return messages.find(isUnseen)?.seq ?? null;
}
