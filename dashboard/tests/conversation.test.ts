import type { Log, Message, Note, PendingMessage } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { Drafts } from "../src/conversation/drafts";
import { entriesOf, type Unseen } from "../src/conversation/entries";
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

  it("are kept for the reply and the note apart", () => {
    const mine = new Drafts(new MemoryStorage(), "sari");
    mine.write("c1", "Hello");
    mine.write("c1", "Careful with her", "note");
    mine.write("c1", "");
    expect([mine.read("c1"), mine.read("c1", "note")]).toEqual(["", "Careful with her"]);
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

  describe("with notes", () => {
    const note = (seq: number, after_seq: number): Note => ({
      conversation_id: "c1",
      seq,
      after_seq,
      client_id: `0.n${seq}`,
      author: { id: "agent-budi", name: "Budi" },
      content: `note ${seq}`,
      created_at: "2026-11-12T08:00:30.000Z",
    });
    const kinds = (given: Partial<Log>, beside: Parameters<typeof entriesOf>[3]) =>
      entriesOf(log(given), ME, "Amelia", beside).map((entry) => (entry.kind === "note" ? entry.content : entry.kind));

    it("shows each behind the message that it follows, and parts the run", () => {
      const notes = [note(1, 1), note(2, 2), note(3, 1)];
      const given = { messages: [message(1), message(2)], watermark: 2 };
      expect(kinds(given, { notes })).toEqual(["day", "run", "note 1", "note 3", "run", "note 2"]);
    });

    it("keeps those back that belong to messages not loaded yet", () => {
      const given = { messages: [message(6)], floor: 5, watermark: 6 };
      expect(kinds(given, { notes: [note(1, 3), note(2, 6)] })).toEqual(["day", "run", "note 2"]);
    });

    it("shows one's own under the key that it will have when it is stored", () => {
      const own = { clientId: "0.own", baseSeq: 0, conversationId: "c1", afterSeq: 1, content: "mine" };
      const pendingNotes = [{ ...own, createdAt: "2026-11-12T08:00:31.000Z", state: "sending" as const }];
      const entries = entriesOf(log({ messages: [message(1)] }), ME, "Amelia", { pendingNotes });
      expect(entries.at(-1)).toMatchObject({ kind: "note", key: "0.own", authorId: ME.id });
    });
  });

  describe("marks what is new", () => {
    const messages = [message(1), answer, message(4), message(5)];
    const kinds = (unseen: Unseen | null) =>
      entriesOf(log({ messages }), ME, "Amelia", { unseen }).map(({ kind }) => kind);

    it("before the first message that nobody had seen", () => {
      expect(kinds({ after: 4, upTo: 5 })).toEqual(["day", "run", "run", "run", "new", "run"]);
    });

    it("not where all was seen, nor for what came while one was looking, nor at the very beginning", () => {
      for (const unseen of [null, { after: 5, upTo: 5 }, { after: 4, upTo: 4 }, { after: 0, upTo: 5 }])
        expect(kinds(unseen)).not.toContain("new");
    });
  });

  it("tells what happened in agents' words, with a transfer's reason", () => {
    const told = (seq: number, metadata: Message["metadata"]) =>
      message(seq, { type: "system", sender_type: "system", metadata: metadata ?? null });
    const messages = [
      told(1, { event: "accepted", actor_name: "Budi", target_name: null }),
      told(2, { event: "transferred", actor_name: "Budi", target_name: "Sari" }),
      told(3, { event: "released", actor_name: "Sari", target_name: null }),
    ];
    const budi = { id: "agent-budi", name: "Budi" };
    const transfer = { from_agent: budi, to_agent: ME, to_department: null, by: budi, at: "2026-11-12T08:00:02.000Z" };
    const transfers = [{ ...transfer, reason: "Refunds are yours" }];
    const entries = entriesOf(log({ messages }), ME, "Amelia", { transfers });
    expect(entries.filter(({ kind }) => kind === "happening")).toMatchObject([
      { text: "Budi took this conversation", reason: null },
      { text: "Budi transferred it to Sari", reason: "Refunds are yours" },
      { text: "Sari went offline: back in the queue", reason: null },
    ]);
  });
});
