import type { AgentConversation, AgentDetails, ConversationState, Message, PushFrame } from "@frontdesk/widget/client";
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { LiveUpdates } from "../src/app/live_updates";
import { InboxCache, listKey } from "../src/inbox/inbox_cache";
import { VIEWS, type View } from "../src/inbox/views";
import { conversation, ME, message } from "./records";
import { until } from "./until";

const FRAME = { tenant_id: "t1", timestamp: "2026-11-12T08:00:00.000Z", conversation_id: "c1" };
const BUDI = { id: "agent-budi", name: "Budi" };

let cache: InboxCache;
let updates: LiveUpdates;
let onServer: AgentConversation;
const asked = vi.fn(async () => onServer);

beforeEach(() => {
  const queries = new QueryClient();
  for (const view of VIEWS) queries.setQueryData(listKey(view), { pages: [{ items: [] }], pageParams: [null] });
  cache = new InboxCache(queries, ME.id);
  updates = new LiveUpdates({ conversation: asked }, cache);
  onServer = conversation();
  asked.mockClear();
});

const hear = (frame: PushFrame) => updates.heard({ type: "push", frame });
const where = () => VIEWS.filter((view: View) => cache.list(view).length > 0);
const created = (): PushFrame => ({ type: "conversation.created", ...FRAME, conversation: onServer });
const assigned = (state: Partial<ConversationState>, details: AgentDetails | null = null): PushFrame => ({
  type: "conversation.assigned",
  ...FRAME,
  conversation: { id: "c1", status: "active", handler: "agent", version: 2, ...state },
  details,
  urgent: false,
  by: null,
  reason: null,
});
const told = (said: Message): PushFrame => ({
  type: "message.created",
  ...FRAME,
  message: said,
  conversation: { id: "c1", status: "pending", handler: "agent", version: 1 },
  agent_name: null,
  visitor_id: "v1",
  widget_id: "w1",
  handler: "agent",
});

describe("the lists", () => {
  it("show a new conversation in the queue without asking", () => {
    hear(created());
    expect(where()).toEqual(["queue", "all"]);
    expect(asked).not.toHaveBeenCalled();
  });

  it("show what agents alone are told of it, such as its tags and priority", () => {
    hear(created());
    hear(assigned({ agent: ME }, { ...onServer, tags: ["vip"], priority: "urgent" }));
    expect(cache.list("mine")).toMatchObject([{ agent: ME, tags: ["vip"], priority: "urgent" }]);
  });

  it("move it to its agent, and out of everybody else's queue", () => {
    hear(created());
    hear(assigned({ agent: ME }));
    expect(where()).toEqual(["mine", "all"]);
  });

  it("take it out of the queue when a colleague was faster, also when the frames change places", () => {
    hear(created());
    hear(assigned({ agent: BUDI, version: 3 }));
    hear(assigned({ agent: null, status: "pending", version: 2 }));
    expect(where()).toEqual(["all"]);
  });

  it("ask once for a conversation that they do not know", async () => {
    onServer = conversation({ status: "active", agent: ME, version: 2 });
    hear(assigned({ agent: ME }));
    hear(told(message(1)));
    await until(() => expect(where()).toEqual(["mine", "all"]));
    expect(asked).toHaveBeenCalledOnce();
  });

  it("ask where the queue's news contradict what they know", async () => {
    hear(created());
    onServer = conversation({ status: "active", agent: BUDI, version: 2 });
    hear({ type: "queue.updated", ...FRAME, change: "added" });
    expect(asked).not.toHaveBeenCalled();
    hear({ type: "queue.updated", ...FRAME, change: "removed" });
    await until(() => expect(where()).toEqual(["all"]));
  });

  it("show the last message once, whether it is pushed, received or sent", () => {
    hear(created());
    hear(told(message(2)));
    updates.heard({ type: "received", conversationId: "c1", messages: [message(2), message(3)] });
    updates.heard({ type: "sent", message: message(3) });
    expect(cache.find("c1")).toMatchObject({ tail_seq: 3, last_message: { content: "message 3" } });
  });

  it("take the state that comes with a message", () => {
    hear(created());
    const frame = told(message(2, { sender_type: "agent", sender_id: BUDI.id }));
    const state = { id: "c1", status: "waiting", handler: "agent", agent: BUDI, version: 3 } as const;
    hear({ ...frame, conversation: state } as PushFrame);
    expect(cache.find("c1")).toMatchObject({ status: "waiting", version: 3, unanswered_since: null });
    expect(where()).toEqual(["all"]);
  });

  it("take receipts", () => {
    hear(created());
    hear({ type: "message.read", ...FRAME, reader: "agent", seq: 1 });
    expect(cache.find("c1")?.agent_read_seq).toBe(1);
  });
});
