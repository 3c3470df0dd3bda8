import type { ConversationState, Message, VisitorConversation } from "../src/client/wire";

export const CONVERSATION = "conversation-1";

export function messageAt(seq: number, more: Partial<Message> = {}): Message {
  return {
    conversation_id: CONVERSATION,
    seq,
    client_id: `0.message-${seq}`,
    sender_type: "visitor",
    sender_id: "visitor-1",
    sender_name: "Vera",
    type: "text",
    content: `message ${seq}`,
    created_at: "2026-01-05T10:00:00.000Z",
    ...more,
  };
}

export function stateAt(version: number, more: Partial<ConversationState> = {}): ConversationState {
  return { id: CONVERSATION, status: "pending", handler: "agent", agent: null, version, ...more };
}

export function conversationAt(tailSeq: number, more: Partial<VisitorConversation> = {}): VisitorConversation {
  return {
    ...stateAt(1),
    subject: null,
    created_at: "2026-01-05T09:59:00.000Z",
    tail_seq: tailSeq,
    last_message: null,
    visitor_read_seq: 0,
    agent_read_seq: 0,
    ...more,
  };
}
