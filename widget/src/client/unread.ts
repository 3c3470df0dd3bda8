import type { ConversationView } from "./conversation_view";
import type { Message } from "./wire";

/** What the other side has written and this participant has not seen. */
export function unreadCount(view: ConversationView, participant: "visitor" | "agent"): number {
  const seen = participant === "visitor" ? view.visitorReadSeq : view.agentReadSeq;
  const { messages, watermark, floor } = view.log;
  const unloaded = Math.max(0, Math.min(floor, watermark) - seen);
  const mine = (message: Message) => message.sender_type === participant || message.sender_type === "system";
  return unloaded + messages.filter((message) => message.seq > seen && !mine(message)).length;
}
