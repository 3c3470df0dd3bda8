/** A log as people read it: days, runs of messages from one sender, and what happened in between. */
import type { Log, Message, PendingMessage, SenderType } from "@frontdesk/widget/client";
import { isSameDay } from "../text/time";

/** Messages of one sender that follow each other within this time stand together. */
const RUN_GAP_MS = 5 * 60_000;

export interface Line {
  /** The client_id: it stays the same when a pending message becomes a stored one. */
  key: string;
  content: string;
  at: string;
  seq: number | null;
  pending: PendingMessage | null;
}

export interface Run {
  kind: "run";
  key: string;
  senderType: SenderType;
  senderId: string;
  senderName: string;
  lines: Line[];
}

export type Entry =
  | Run
  | { kind: "day"; key: string; at: string }
  | { kind: "happening"; key: string; at: string; text: string };

interface Writer {
  senderType: SenderType;
  senderId: string;
  senderName: string;
}

export function entriesOf(log: Log, me: { id: string; name: string }, visitor: string): Entry[] {
  const entries: Entry[] = [];
  let lastAt: string | null = null;
  const startDay = (at: string, key: string) => {
    if (lastAt === null || !isSameDay(lastAt, at)) entries.push({ kind: "day", key: `day ${key}`, at });
    lastAt = at;
  };
  for (const message of log.messages) {
    startDay(message.created_at, message.client_id);
    if (message.type === "system") entries.push(happening(message));
    else addLine(entries, writerOf(message, visitor), stored(message));
  }
  for (const message of log.pending) {
    const line = waiting(message);
    startDay(line.at, line.key);
    addLine(entries, { senderType: "agent", senderId: me.id, senderName: me.name }, line);
  }
  return entries;
}

function addLine(entries: Entry[], writer: Writer, line: Line): void {
  const last = entries.at(-1);
  if (last?.kind === "run" && continues(last, writer, line)) last.lines.push(line);
  else entries.push({ kind: "run", key: `run ${line.key}`, ...writer, lines: [line] });
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

function stored({ client_id, content, created_at, seq }: Message): Line {
  return { key: client_id, content, at: created_at, seq, pending: null };
}

function waiting(message: PendingMessage): Line {
  const at = new Date(message.createdAt).toISOString();
  return { key: message.clientId, content: message.content, at, seq: null, pending: message };
}

function happening(message: Message): Entry {
  return { kind: "happening", key: message.client_id, at: message.created_at, text: message.content };
}
