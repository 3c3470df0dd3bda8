/** Which of the things that happen deserve a sound and a notification, and for whom. No browser in here. */
import type { AgentConversation, CourierEvent, Message } from "@frontdesk/widget/client";
import { escalationWords } from "../text/escalation";
import { visitorName } from "../text/names";
import type { AlertSettings } from "./alert_settings";

export interface Alert {
  kind: "message" | "handed-over" | "queue" | "escalated";
  conversationId: string;
  /** The same alert, in whichever browser tab it arises. */
  key: string;
  title: string;
  body: string;
}

export interface Onlooker {
  agentId: string;
  /** The conversation that is on screen. */
  openId: string | null;
  /** The page is visible and has the focus. */
  isLooking: boolean;
  find(id: string): AgentConversation | undefined;
}

type Known = Pick<AgentConversation, "visitor">;

const BODY_LENGTH = 140;

export function alertFor(event: CourierEvent, onlooker: Onlooker, settings: AlertSettings): Alert | null {
  if (event.type === "received") return forMessages(event.conversationId, event.messages, onlooker, settings);
  if (event.type !== "push") return null;
  const { frame } = event;
  if (frame.type === "conversation.assigned") {
    const isHandedOver = frame.urgent === true && frame.conversation.agent?.id === onlooker.agentId;
    return isHandedOver ? handedOver(frame, onlooker, settings) : null;
  }
  if (frame.type === "conversation.escalated") return escalated(frame, onlooker, settings);
  if (frame.type === "conversation.created" && frame.conversation.status === "pending") {
    return settings.queue ? joined(frame.conversation, onlooker, settings) : null;
  }
  return null;
}

/** Visitors' messages in one's own conversations; what was missed together is told together. */
function forMessages(id: string, messages: readonly Message[], onlooker: Onlooker, settings: AlertSettings) {
  const conversation = onlooker.find(id);
  const last = messages.findLast(({ sender_type }) => sender_type === "visitor");
  if (!last || conversation?.agent?.id !== onlooker.agentId || isSeen(id, onlooker)) return null;
  return alert("message", id, `${id} ${last.seq}`, nameOf(conversation), last.content, settings);
}

function handedOver(
  frame: Extract<Extract<CourierEvent, { type: "push" }>["frame"], { type: "conversation.assigned" }>,
  onlooker: Onlooker,
  settings: AlertSettings,
): Alert | null {
  const id = frame.conversation_id;
  if (frame.by?.id === onlooker.agentId || isSeen(id, onlooker)) return null;
  const known = onlooker.find(id);
  const whose = known ? nameOf(known) : "A visitor";
  const by = frame.by ? `${frame.by.name} hands this conversation to you.` : "This conversation is yours.";
  const key = `${id} version ${frame.conversation.version}`;
  return alert("handed-over", id, key, whose, frame.reason ? `${by} ${frame.reason}` : by, settings);
}

/** To everybody: whoever is free may help. Whoever has asked for a colleague need not be told. */
function escalated(
  frame: Extract<Extract<CourierEvent, { type: "push" }>["frame"], { type: "conversation.escalated" }>,
  onlooker: Onlooker,
  settings: AlertSettings,
): Alert | null {
  const id = frame.conversation_id;
  const escalation = frame.details?.escalations?.at(-1);
  const isWaiting = frame.conversation.status === "pending" && escalation !== undefined && !escalation.outcome;
  if (!isWaiting || escalation.by.id === onlooker.agentId || isSeen(id, onlooker)) return null;
  const known = onlooker.find(id);
  const title = `${known ? nameOf(known) : "A visitor"} needs a person`;
  return alert("escalated", id, `${id} escalation ${escalation.number}`, title, escalationWords(escalation), settings);
}

function joined(conversation: AgentConversation, onlooker: Onlooker, settings: AlertSettings): Alert | null {
  if (isSeen(conversation.id, onlooker)) return null;
  const words = conversation.last_message?.content ?? conversation.subject ?? "";
  const title = `${nameOf(conversation)} joined the queue`;
  return alert("queue", conversation.id, `${conversation.id} queue`, title, words, settings);
}

/** The server tells the agent's devices too, save of what is on the screen of an open page. */
export function isPushed({ kind, conversationId }: Alert, openId: string | null, isVisible: boolean): boolean {
  return kind !== "queue" && kind !== "escalated" && !(isVisible && openId === conversationId);
}

function isSeen(id: string, { isLooking, openId }: Onlooker): boolean {
  return isLooking && openId === id;
}

function nameOf({ visitor }: Known): string {
  return visitorName(visitor);
}

function alert(
  kind: Alert["kind"],
  conversationId: string,
  key: string,
  title: string,
  text: string,
  { preview }: AlertSettings,
): Alert {
  const words = preview || kind === "handed-over" || kind === "escalated" ? text : "";
  return { kind, conversationId, key, title, body: shortened(words) };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > BODY_LENGTH ? `${characters.slice(0, BODY_LENGTH - 1).join("")}…` : line;
}
