import { describe, expect, it } from "vitest";
import { type Order, sorted } from "../src/inbox/orders";
import { urgencyOf } from "../src/inbox/urgency";
import { belongs, unreadOf } from "../src/inbox/views";
import { conversation, ME, message } from "./records";

const since = (time: string) => `2026-11-12T08:${time}.000Z`;

describe("belonging", () => {
  it("follows the status and the agent", () => {
    const mine = conversation({ status: "active", agent: ME });
    expect(belongs("mine", mine, ME.id)).toBe(true);
    expect(belongs("mine", mine, "agent-budi")).toBe(false);
    expect(belongs("mine", conversation({ status: "closed", agent: ME }), ME.id)).toBe(false);
    expect(belongs("queue", conversation(), ME.id)).toBe(true);
    expect(belongs("queue", mine, ME.id)).toBe(false);
    expect(belongs("all", mine, "agent-budi")).toBe(true);
  });
});

describe("sorting", () => {
  const early = conversation({ id: "early", unanswered_since: since("01:00"), created_at: since("04:00") });
  const late = conversation({ id: "late", unanswered_since: since("02:00"), created_at: since("01:00") });
  const answered = conversation({ id: "answered", unanswered_since: null, last_message: message(59) });
  const urgent = conversation({ id: "urgent", unanswered_since: since("03:00"), priority: "urgent" });
  const ids = (order: Order) => sorted([answered, late, urgent, early], order).map(({ id }) => id);

  it("puts the longest wait first, and those who wait for nothing last", () => {
    expect(ids("waiting")).toEqual(["early", "late", "urgent", "answered"]);
  });

  it("puts priority before the wait in the queue", () => {
    expect(ids("priority")[0]).toBe("urgent");
  });

  it("goes by the time in the queue, which a later message does not change", () => {
    const first = conversation({ id: "first", queued_at: since("01:00"), unanswered_since: since("09:00") });
    const second = conversation({ id: "second", queued_at: since("02:00"), unanswered_since: since("02:00") });
    expect(sorted([second, first], "queued").map(({ id }) => id)).toEqual(["first", "second"]);
  });

  it("can go by the latest activity, or by the start from either end", () => {
    expect(ids("latest")[0]).toBe("answered");
    expect(ids("newest")[0]).toBe("early");
    expect(ids("oldest").at(-1)).toBe("early");
  });
});

it("counts what lies above the last read message", () => {
  expect(unreadOf(conversation({ tail_seq: 7, agent_read_seq: 4 }))).toBe(3);
  expect(unreadOf(conversation({ tail_seq: 4, agent_read_seq: 7 }))).toBe(0);
  expect(unreadOf(conversation({ tail_seq: 7, last_message: message(7, { sender_type: "agent" }) }))).toBe(0);
  expect(unreadOf(conversation({ tail_seq: 7, status: "closed" }))).toBe(0);
  const told = message(7, { sender_type: "system" });
  expect(unreadOf(conversation({ tail_seq: 7, agent_read_seq: 6, last_message: told }))).toBe(0);
});

describe("urgency", () => {
  const now = Date.parse(since("10:00"));

  it.each([
    [null, "calm"],
    [since("08:01"), "calm"],
    [since("08:00"), "alert"],
    [since("00:01"), "alert"],
    [since("00:00"), "breach"],
  ] as const)("unanswered since %s is %s", (unanswered_since, urgency) => {
    expect(urgencyOf({ unanswered_since }, now)).toBe(urgency);
  });
});
