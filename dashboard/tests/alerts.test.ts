import type { CourierEvent } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { AlertSettingsStore, DEFAULT_ALERTS } from "../src/alerts/alert_settings";
import { type Alert, alertFor, isPushed, type Onlooker } from "../src/alerts/rules";
import { MemoryStorage } from "./memory_storage";
import { conversation, ME, message } from "./records";

const mine = conversation({ status: "active", agent: ME });

function onlooker(fields: Partial<Onlooker> = {}): Onlooker {
  return { agentId: ME.id, openId: null, isLooking: true, find: () => mine, ...fields };
}

const heard = (event: CourierEvent, fields: Partial<Onlooker> = {}, settings = DEFAULT_ALERTS) =>
  alertFor(event, onlooker(fields), settings);

const received = (...messages: ReturnType<typeof message>[]): CourierEvent => ({
  type: "received",
  conversationId: "c1",
  messages,
});

function pushed(frame: object): CourierEvent {
  const head = { tenant_id: "t1", timestamp: "2026-11-12T08:00:00.000Z", conversation_id: "c1" };
  return { type: "push", frame: { ...head, ...frame } } as CourierEvent;
}

describe("a visitor's message in one's own conversation", () => {
  it("alerts, with the visitor's name and words", () => {
    expect(heard(received(message(2)))).toMatchObject({ kind: "message", title: "Amelia", body: "message 2" });
  });

  it("does not alert while the agent is looking at it", () => {
    expect(heard(received(message(2)), { openId: "c1" })).toBeNull();
  });

  it("does alert where it is open in a window that is not in front", () => {
    expect(heard(received(message(2)), { openId: "c1", isLooking: false })).not.toBeNull();
  });

  it("alerts once for all that was missed, with the last of it", () => {
    expect(heard(received(message(2), message(3)))?.body).toBe("message 3");
  });

  it("can keep what was written to itself", () => {
    expect(heard(received(message(2)), {}, { ...DEFAULT_ALERTS, preview: false })?.body).toBe("");
  });

  it("is cut to a notification's length", () => {
    const body = heard(received(message(2, { content: "long ".repeat(100) })))?.body ?? "";
    expect([...body].length).toBe(140);
    expect(body.endsWith("…")).toBe(true);
  });
});

describe("what never alerts", () => {
  it.each([
    ["one's own message", received(message(2, { sender_type: "agent", sender_id: ME.id }))],
    ["a bot's message", received(message(2, { sender_type: "bot" }))],
    ["an announcement", received(message(2, { sender_type: "system" }))],
    ["the answer to what was sent", { type: "sent", message: message(2) } as CourierEvent],
  ])("%s", (_, event) => {
    expect(heard(event)).toBeNull();
  });

  it("a message in a colleague's conversation", () => {
    const theirs = conversation({ status: "active", agent: { id: "agent-budi", name: "Budi" } });
    expect(heard(received(message(2)), { find: () => theirs })).toBeNull();
  });
});

describe("a conversation that is handed over", () => {
  const state = { id: "c1", status: "active", handler: "agent", agent: ME, version: 4 };
  const by = { id: "agent-budi", name: "Budi" };
  const assigned = (fields: object) => pushed({ type: "conversation.assigned", conversation: state, ...fields });

  it("alerts urgently, and says who and why", () => {
    const alert = heard(assigned({ urgent: true, by, reason: "Speaks Indonesian." }));
    expect(alert).toMatchObject({ kind: "handed-over", title: "Amelia" });
    expect(alert?.body).toBe("Budi hands this conversation to you. Speaks Indonesian.");
  });

  it("does not alert whoever took it themselves, nor anybody else", () => {
    expect(heard(assigned({ urgent: false }))).toBeNull();
    expect(heard(assigned({ urgent: true, by: ME }))).toBeNull();
    expect(heard(assigned({ urgent: true, by, conversation: { ...state, agent: by } }))).toBeNull();
  });
});

describe("a visitor who joins the queue", () => {
  const created = pushed({ type: "conversation.created", conversation: conversation() });

  it("alerts", () => {
    expect(heard(created)).toMatchObject({ kind: "queue", title: "Amelia joined the queue" });
  });

  it("does not where the agent does not want it, nor where a bot answers", () => {
    expect(heard(created, {}, { ...DEFAULT_ALERTS, queue: false })).toBeNull();
    const withBot = pushed({ type: "conversation.created", conversation: conversation({ status: "active" }) });
    expect(heard(withBot)).toBeNull();
  });
});

describe("the settings", () => {
  it("are kept in the browser", () => {
    const storage = new MemoryStorage();
    new AlertSettingsStore(storage).change({ sound: false });
    expect(new AlertSettingsStore(storage).current()).toEqual({ ...DEFAULT_ALERTS, sound: false });
  });

  it("are the usual ones where what is stored makes no sense", () => {
    const storage = new MemoryStorage();
    storage.setItem("frontdesk.alerts", '{"sound":"loud","other":true');
    expect(new AlertSettingsStore(storage).current()).toEqual(DEFAULT_ALERTS);
    storage.setItem("frontdesk.alerts", '{"sound":"loud","queue":false,"other":true}');
    expect(new AlertSettingsStore(storage).current()).toEqual({ ...DEFAULT_ALERTS, queue: false });
  });
});

describe("what the agent's devices are told by push", () => {
  const alert = (kind: Alert["kind"]): Alert => ({ kind, conversationId: "c1", key: "k", title: "Amelia", body: "" });

  it.each(["message", "handed-over"] as const)("is a %s that is not on the screen", (kind) => {
    expect(isPushed(alert(kind), null, true)).toBe(true);
    expect(isPushed(alert(kind), "c1", false)).toBe(true);
  });

  it("is nothing that stands open on a visible page, even in a window that is not in front", () => {
    expect(isPushed(alert("message"), "c1", true)).toBe(false);
  });

  it("is never the queue", () => {
    expect(isPushed(alert("queue"), null, false)).toBe(false);
  });
});
