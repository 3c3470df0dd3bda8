/** The log as rows of a screen: days, groups of one sender, and how far one's own messages have come. */
import type { ConversationView, Message, MessageForm, PendingMessage } from "../../client";
import type { Texts } from "../texts/en";

export type Progress = "sending" | "sent" | "read" | "failed";

export interface Bubble {
  key: string;
  text: string;
  at: Date;
  progress?: Progress;
  /** Not of what is still on its way. */
  message?: Message;
  pending?: PendingMessage;
}

interface Happening {
  text: string;
  metadata: Message["metadata"];
}

export type Row =
  | { kind: "day"; key: string; at: Date }
  | ({ kind: "system"; key: string } & Happening)
  | { kind: "group"; key: string; own: boolean; bot: boolean; name: string; bubbles: Bubble[] };

/** The question that waits for an answer: the last thing said, and not yet replied to. */
export function openForm({ log }: Pick<ConversationView, "log">): MessageForm | null {
  if (log.pending.length > 0) return null;
  const last = log.messages.findLast(({ sender_type }) => sender_type !== "system");
  return last?.metadata?.form ?? null;
}

/** What the server calls a visitor who has no name; no other visitor reads this one's log. */
const NAMELESS = "Visitor";

/** What happened, in the reader's language where that is not the server's. */
export function told(texts: Pick<Texts, "events" | "you">, { text, metadata }: Happening): string {
  const actor = metadata?.actor_name ?? "";
  const name = actor === NAMELESS ? texts.you : actor;
  const worded = metadata?.event && texts.events[metadata.event]?.(name, metadata.target_name ?? "");
  return worded ?? text.replace(actor, () => name);
}

/** Messages of one sender within this time stand together. */
const TOGETHER_MS = 5 * 60_000;

export function rowsOf({ log, agentReadSeq }: Pick<ConversationView, "log" | "agentReadSeq">): Row[] {
  const rows: Row[] = [];
  for (const message of log.messages) addMessage(rows, message, agentReadSeq);
  for (const pending of log.pending) addPending(rows, pending);
  return rows;
}

function addMessage(rows: Row[], message: Message, agentReadSeq: number): void {
  const at = new Date(message.created_at);
  addDay(rows, at);
  if (message.sender_type === "system" || message.type === "system") {
    rows.push({ kind: "system", key: message.client_id, text: message.content, metadata: message.metadata });
    return;
  }
  const own = message.sender_type === "visitor";
  const bubble: Bubble = { key: message.client_id, text: message.content, at, message };
  if (own) bubble.progress = message.seq <= agentReadSeq ? "read" : "sent";
  addBubble(rows, { own, bot: message.sender_type === "bot", name: message.sender_name }, bubble);
}

function addPending(rows: Row[], pending: PendingMessage): void {
  const at = new Date(pending.createdAt);
  const progress = pending.state === "failed" ? "failed" : pending.state === "sent" ? "sent" : "sending";
  addDay(rows, at);
  const bubble = { key: pending.clientId, text: pending.content, at, progress, pending } as const;
  addBubble(rows, { own: true, bot: false, name: "" }, bubble);
}

function addDay(rows: Row[], at: Date): void {
  const last = rows.findLast((row) => row.kind === "day");
  const key = `day ${at.toDateString()}`;
  // A clock that runs behind must not open yesterday again below today.
  if (!last || (last.key !== key && at > last.at)) rows.push({ kind: "day", key, at });
}

function addBubble(rows: Row[], sender: { own: boolean; bot: boolean; name: string }, bubble: Bubble): void {
  const last = rows.at(-1);
  if (last?.kind === "group" && last.own === sender.own && (sender.own || last.name === sender.name)) {
    const before = last.bubbles.at(-1);
    if (before && bubble.at.getTime() - before.at.getTime() < TOGETHER_MS) {
      last.bubbles.push(bubble);
      return;
    }
  }
  rows.push({ kind: "group", key: `group ${bubble.key}`, ...sender, bubbles: [bubble] });
}
