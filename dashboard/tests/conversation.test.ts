import type { Log, PendingMessage } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { Drafts } from "../src/conversation/drafts";
import { entriesOf } from "../src/conversation/entries";
import { lengthOf, roomLeft, tooLongSentence } from "../src/conversation/message_length";
import { actionsFor, mayWrite } from "../src/conversation/permissions";
import { MemoryStorage } from "./memory_storage";
import { conversation, ME, message } from "./records";

describe("drafts", () => {
  it("are kept for each conversation and each agent", () => {
    const storage = new MemoryStorage();
    const mine = new Drafts(storage, "sari");
    mine.write("c1", "Hello A");
    mine.write("c2", "Hello B");
    expect(new Drafts(storage, "sari").read("c1")).toBe("Hello A");
    expect(mine.read("c2")).toBe("Hello B");
    expect(new Drafts(storage, "budi").read("c1")).toBe("");
  });

  it("leave nothing behind when they are sent or the agent signs out", () => {
    const storage = new MemoryStorage();
    const mine = new Drafts(storage, "sari");
    new Drafts(storage, "budi").write("c1", "not Sari's");
    mine.write("c1", "Hello");
    mine.write("c1", "");
    mine.write("c2", "Hello");
    mine.clear();
    expect([storage.length, storage.key(0)]).toEqual([1, "frontdesk.draft.budi.c1"]);
  });
});

describe("what an agent may do", () => {
  const held = (status: "active" | "waiting" | "resolved") => conversation({ status, agent: ME });
  const budi = { id: "agent-budi", role: "agent" as const };
  const admin = { id: "agent-ayu", role: "admin" as const };

  it("depends on the status", () => {
    expect(actionsFor(conversation(), ME)).toEqual(["accept", "resolve", "close"]);
    expect(actionsFor(held("waiting"), ME)).toEqual(["resolve", "close"]);
    expect(actionsFor(held("resolved"), ME)).toEqual(["close"]);
    expect(actionsFor(conversation({ status: "closed" }), ME)).toEqual(["reopen"]);
  });

  it("is nothing with a colleague's conversation, unless they are an admin", () => {
    expect(actionsFor(held("active"), budi)).toEqual([]);
    expect(mayWrite(held("active"), budi)).toBe(false);
    expect(mayWrite(held("active"), admin)).toBe(true);
  });

  it("includes writing only in what they have accepted", () => {
    expect(mayWrite(held("active"), ME)).toBe(true);
    expect(mayWrite(held("waiting"), ME)).toBe(true);
    expect(mayWrite(conversation(), ME)).toBe(false);
    expect(mayWrite(held("resolved"), ME)).toBe(false);
  });
});

describe("length", () => {
  it("is counted in characters, not in UTF-16 units", () => {
    expect(lengthOf("☕🎉")).toBe(2);
  });

  it("is shown near the limit only", () => {
    expect(roomLeft(3_599, 4_000)).toBeNull();
    expect(roomLeft(3_600, 4_000)).toBe(400);
    expect(roomLeft(4_002, 4_000)).toBe(-2);
    expect(tooLongSentence(4_001, 4_000)).toMatch(/^1 character too long/);
  });
});

describe("a log as people read it", () => {
  const log = (fields: Partial<Log>): Log => ({
    messages: [],
    floor: 0,
    watermark: 0,
    tail: 0,
    ahead: new Map(),
    pending: [],
    ...fields,
  });
  const answer = message(3, { sender_type: "agent", sender_id: ME.id, sender_name: ME.name });
  const waiting: PendingMessage = {
    clientId: "3.p",
    baseSeq: 3,
    content: "and one more",
    createdAt: Date.parse("2026-11-12T08:00:09.000Z"),
    state: "sending",
  };

  it("puts the messages that one sender wrote together, and days between", () => {
    const next = message(4, { created_at: "2026-11-14T08:00:00.000Z" });
    const entries = entriesOf(log({ messages: [message(1), message(2), answer, next] }), ME, "Amelia");
    expect(entries.map(({ kind }) => kind)).toEqual(["day", "run", "run", "day", "run"]);
    expect(entries[1]).toMatchObject({ senderName: "Amelia", lines: [{ seq: 1 }, { seq: 2 }] });
  });

  it("adds what is on its way to one's own run, under a key that stays when it is stored", () => {
    const before = entriesOf(log({ messages: [answer], pending: [waiting] }), ME, "Amelia");
    expect(before.at(-1)).toMatchObject({ senderId: ME.id, lines: [{ seq: 3 }, { key: "3.p", seq: null }] });
    const stored = { ...answer, seq: 4, client_id: "3.p" };
    const after = entriesOf(log({ messages: [answer, stored] }), ME, "Amelia");
    expect(after.at(-1)).toMatchObject({ key: before.at(-1)?.key, lines: [{ seq: 3 }, { key: "3.p", seq: 4 }] });
  });

  it("starts anew after a pause, and for what happened in between", () => {
    const later = message(2, { created_at: "2026-11-12T08:06:00.000Z" });
    const happening = message(3, { type: "system", sender_type: "system", created_at: later.created_at });
    const entries = entriesOf(log({ messages: [message(1), later, happening] }), ME, "Amelia");
    expect(entries.map(({ kind }) => kind)).toEqual(["day", "run", "run", "happening"]);
  });
});
