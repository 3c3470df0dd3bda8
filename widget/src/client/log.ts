/**
 * One conversation's log as a participant holds it: a pure reducer.
 *
 * The log on the server is numbered 1, 2, 3, … with no gap. Here is a window onto it, `(floor, watermark]`, which
 * has no gap either. What arrives beyond a gap waits in `ahead` and is not shown. Whatever is fetched is fetched
 * from the watermark, never from the highest seq seen: only so can a gap never be jumped over.
 */
import type { ErrorCode, Message } from "./wire";

export interface Failure {
  code: ErrorCode | "unreachable";
  /** A sentence from the server, in English; interfaces may have their own for the code. */
  message: string;
}

/** A message of one's own that is not in the window yet. */
export interface PendingMessage {
  clientId: string;
  /** The watermark when it was made. It is part of the client_id, and never changes. */
  baseSeq: number;
  content: string;
  createdAt: number;
  state: "queued" | "sending" | "sent" | "failed";
  failure?: Failure;
}

export interface Log {
  /** In ascending order, without a gap. */
  readonly messages: readonly Message[];
  readonly floor: number;
  readonly watermark: number;
  /** The highest seq known to exist. */
  readonly tail: number;
  readonly ahead: ReadonlyMap<number, Message>;
  /** In the order in which they were written; shown after the messages. */
  readonly pending: readonly PendingMessage[];
}

/** A window that opens at `seq`: what came before is history, what comes after will be received. */
export function emptyLog(seq = 0): Log {
  return { messages: [], floor: seq, watermark: seq, tail: seq, ahead: new Map(), pending: [] };
}

/** Messages in any order, however often: each is taken once. */
export function receive(log: Log, arrived: readonly Message[]): Log {
  const fresh = arrived.filter((message) => message.seq > log.watermark && !log.ahead.has(message.seq));
  if (fresh.length === 0) return log;
  const ahead = new Map(log.ahead);
  for (const message of fresh) ahead.set(message.seq, message);
  const tail = Math.max(log.tail, ...ahead.keys());
  return joinUp({ ...log, ahead, tail });
}

/** Moves what continues the window out of `ahead`, and settles the pending messages among it. */
function joinUp(log: Log): Log {
  const ahead = new Map(log.ahead);
  const joined: Message[] = [];
  let watermark = log.watermark;
  for (let next = ahead.get(watermark + 1); next; next = ahead.get(watermark + 1)) {
    joined.push(next);
    ahead.delete(next.seq);
    watermark = next.seq;
  }
  if (joined.length === 0) return log;
  return settle({ ...log, ahead, watermark, messages: [...log.messages, ...joined] }, joined);
}

/** What is in the window is pending no longer. */
function settle(log: Log, stored: readonly Message[]): Log {
  const settled = new Set(stored.map((message) => message.client_id));
  if (!log.pending.some(({ clientId }) => settled.has(clientId))) return log;
  return { ...log, pending: log.pending.filter(({ clientId }) => !settled.has(clientId)) };
}

/** The server said that the log reaches up to `tail`. */
export function learnTail(log: Log, tail: number): Log {
  return tail > log.tail ? { ...log, tail } : log;
}

/** The seq after which messages are missing, or null where nothing is. */
export function needsFetchAfter(log: Log): number | null {
  return log.tail > log.watermark ? log.watermark : null;
}

/** A page of history from just below the window; `earlierExist` says whether there is more below it. */
export function extendBack(log: Log, page: readonly Message[], earlierExist: boolean): Log {
  const older = page.filter((message) => message.seq <= log.floor);
  const first = older[0];
  const floor = earlierExist && first ? first.seq - 1 : earlierExist ? log.floor : 0;
  return settle({ ...log, floor, messages: [...older, ...log.messages] }, older);
}

export function hasEarlier(log: Log): boolean {
  return log.floor > 0;
}

export function addPending(log: Log, message: PendingMessage): Log {
  const known =
    log.pending.some(({ clientId }) => clientId === message.clientId) ||
    log.messages.some(({ client_id }) => client_id === message.clientId);
  return known ? log : { ...log, pending: [...log.pending, message] };
}

export function markPending(log: Log, clientId: string, state: PendingMessage["state"], failure?: Failure): Log {
  return {
    ...log,
    pending: log.pending.map((message) => (message.clientId === clientId ? restate(message, state, failure) : message)),
  };
}

function restate(message: PendingMessage, state: PendingMessage["state"], failure?: Failure): PendingMessage {
  const { failure: _past, ...rest } = message;
  return failure ? { ...rest, state, failure } : { ...rest, state };
}

export function dropPending(log: Log, clientId: string): Log {
  return { ...log, pending: log.pending.filter((message) => message.clientId !== clientId) };
}

/** The acknowledged message: shown as sent until the window reaches it. */
export function acknowledge(log: Log, message: Message): Log {
  const next = receive(log, [message]);
  return message.seq <= next.watermark
    ? dropPending(next, message.client_id)
    : markPending(next, message.client_id, "sent");
}
