import type { AgentApi } from "@frontdesk/widget/client";
import { describe, expect, it, vi } from "vitest";
import { instantsOf, NO_FILTERS, namesOfSet, passes, without } from "../src/inbox/filters";
import { ask, type ListRequest, ordersOf, settled, wholeList } from "../src/inbox/list_request";
import { conversation, ME } from "./records";

const page = { items: [], next_cursor: null };

function asked(request: ListRequest) {
  const api = { conversations: vi.fn(async () => page), queue: vi.fn(async () => page) };
  void ask(api satisfies Pick<AgentApi, "conversations" | "queue">, request, null, 50);
  return { conversations: api.conversations.mock.calls.at(0)?.at(0), queue: api.queue.mock.calls.at(0)?.at(0) };
}

describe("asking for a list", () => {
  it("goes to the queue in its own order, unless something is searched there", () => {
    expect(asked(wholeList("queue")).queue).toMatchObject({ sort: "priority", cursor: null, limit: 50 });
    expect(asked({ ...wholeList("queue"), order: "queued" }).queue).toMatchObject({ sort: "wait" });
    const search = asked(settled({ ...wholeList("queue"), q: "refund" }));
    expect(search.queue).toBeUndefined();
    expect(search.conversations).toMatchObject({ status: ["pending"], q: "refund", sort: "newest" });
  });

  it("names what it is narrowed to", () => {
    const filters = { ...NO_FILTERS, agentId: "a1", tag: "vip", priority: "high" as const, handler: "bot" as const };
    expect(asked({ ...wholeList("all"), filters }).conversations).toMatchObject({
      scope: "all",
      handler: "bot",
      agent_id: "a1",
      tag: "vip",
      priority: "high",
      q: null,
    });
  });
});

describe("the orders of a list", () => {
  it("of a search are those that a search has", () => {
    expect(ordersOf({ ...wholeList("mine"), q: "refund" })).toEqual(["newest", "oldest"]);
    expect(settled({ ...wholeList("mine"), q: "refund" }).order).toBe("newest");
  });

  it("by the longest wait hold open conversations alone", () => {
    const waiting = settled({ ...wholeList("all"), order: "waiting" });
    expect(waiting.filters.status).toEqual(["pending", "active", "waiting"]);
    const closed = settled({ ...waiting, filters: { ...NO_FILTERS, status: ["closed"] } });
    expect(closed).toMatchObject({ order: "newest", filters: { status: ["closed"] } });
  });
});

describe("filters", () => {
  const own = conversation({ status: "active", agent: ME, tags: ["vip"], required_skills: ["english"] });

  it("hold together", () => {
    expect(passes(NO_FILTERS, own)).toBe(true);
    expect(passes({ ...NO_FILTERS, status: ["pending", "active"], agentId: ME.id, tag: "vip" }, own)).toBe(true);
    expect(passes({ ...NO_FILTERS, tag: "vip", priority: "urgent" }, own)).toBe(false);
    expect(passes({ ...NO_FILTERS, skill: "indonesian" }, own)).toBe(false);
    expect(passes({ ...NO_FILTERS, handler: "agent" }, own)).toBe(true);
    expect(passes({ ...NO_FILTERS, handler: "bot" }, own)).toBe(false);
  });

  it("take whole days, the last one too", () => {
    const { created_from, created_to } = instantsOf({ from: "2026-11-12", to: "2026-11-12" });
    expect(Date.parse(created_to ?? "") - Date.parse(created_from ?? "")).toBe(24 * 60 * 60 * 1000);
    const noon = conversation({ created_at: new Date(2026, 10, 12, 12).toISOString() });
    expect(passes({ ...NO_FILTERS, from: "2026-11-12", to: "2026-11-12" }, noon)).toBe(true);
    expect(passes({ ...NO_FILTERS, to: "2026-11-11" }, noon)).toBe(false);
  });

  it("are let go one by one", () => {
    const filters = { ...NO_FILTERS, status: ["closed" as const], tag: "vip" };
    expect(namesOfSet(filters)).toEqual(["status", "tag"]);
    expect(namesOfSet(without(filters, "status"))).toEqual(["tag"]);
  });
});
