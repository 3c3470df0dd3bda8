import type { AgentConversation, Message } from "@frontdesk/widget/client";

export const ME = { id: "agent-sari", name: "Sari", role: "agent" as const };

export function conversation(fields: Partial<AgentConversation> = {}): AgentConversation {
  return {
    id: "c1",
    tenant_id: "t1",
    widget_id: "w1",
    status: "pending",
    handler: "agent",
    agent: null,
    version: 1,
    created_at: "2026-11-12T08:00:00.000Z",
    tail_seq: 1,
    last_message: message(1),
    visitor_read_seq: 0,
    agent_read_seq: 0,
    visitor: { id: "v1", name: "Amelia", verified: false },
    priority: "normal",
    required_skills: [],
    unanswered_since: "2026-11-12T08:00:01.000Z",
    attributes: {},
    tags: [],
    transfers: [],
    escalations: [],
    ...fields,
  };
}

export function message(seq: number, fields: Partial<Message> = {}): Message {
  return {
    conversation_id: "c1",
    seq,
    client_id: `0.m${seq}`,
    sender_type: "visitor",
    sender_id: "v1",
    sender_name: "Amelia",
    type: "text",
    content: `message ${seq}`,
    created_at: `2026-11-12T08:00:${String(seq).padStart(2, "0")}.000Z`,
    ...fields,
  };
}
