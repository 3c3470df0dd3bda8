import type { AgentDetails } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { listed, newest, type Pages, placed, withMessage, withReceipt, withState } from "../src/inbox/patches";
import { conversation, ME, message } from "./records";

function pagesOf(...pages: ReturnType<typeof conversation>[][]): Pages {
  return { pages: pages.map((items) => ({ items })), pageParams: pages.map(() => null) };
}

const accepted = { id: "c1", status: "active", handler: "agent", agent: ME, version: 3 } as const;

/** The generated type lists every field; a test names those that it is about. */
const told = (details: object) => details as AgentDetails;

describe("a state", () => {
  it("counts with a higher version", () => {
    expect(withState(conversation(), accepted)).toMatchObject({ status: "active", agent: ME, version: 3 });
  });

  it("is ignored with the same or a lower version, whatever the order of arrival", () => {
    const now = withState(conversation(), accepted);
    expect(withState(now, { ...accepted, status: "closed" })).toBe(now);
    expect(withState(now, { ...accepted, status: "pending", version: 2 })).toBe(now);
  });

  it("that waits for nobody ends the wait", () => {
    const resolved = withState(conversation(), { ...accepted, status: "resolved" });
    expect(resolved.unanswered_since).toBeNull();
  });
});

describe("a state with details", () => {
  const details = {
    priority: "urgent",
    tags: ["refund"],
    required_skills: [],
    attributes: {},
    transfers: [],
  } as const;

  it("brings what agents alone see", () => {
    expect(withState(conversation(), accepted, told(details))).toMatchObject({
      status: "active",
      priority: "urgent",
      tags: ["refund"],
      unanswered_since: null,
    });
  });

  it("empties what they no longer name: frames leave out what is null", () => {
    const queued = conversation({ queued_at: "2026-11-12T08:00:00.000Z", department_id: "sales" });
    expect(withState(queued, accepted, told(details))).toMatchObject({ queued_at: null, department_id: null });
  });

  it("names the visitor who has turned out to be somebody, and keeps who is known where it names nobody", () => {
    const vera = { id: "verified-1", name: "Vera", email: null, verified: true };
    const known = withState(conversation(), accepted, told({ ...details, visitor: vera, rating: 4 }));
    expect(known).toMatchObject({ visitor: vera, rating: 4 });
    expect(withState(known, { ...accepted, version: 4 }, told(details)).visitor).toEqual(vera);
  });

  it("counts with the same version too, but does not say anew whose turn it is", () => {
    const now = withState(conversation(), accepted);
    const after = withState(now, accepted, told(details));
    expect(after).toMatchObject({ priority: "urgent", unanswered_since: conversation().unanswered_since });
  });

  it("tells with the same version what the bot has left unanswered, until one's own message has answered it", () => {
    const asked = "2026-11-12T08:00:00.000Z";
    const ofTheBot = conversation({ handler: "bot", status: "active", unanswered_since: null });
    const taken = withState(ofTheBot, accepted);
    const owing = told({ ...details, unanswered_since: asked });
    expect(withState(taken, accepted, owing).unanswered_since).toBe(asked);
    const answered = withMessage(taken, message(taken.tail_seq + 1, { sender_type: "agent" }));
    expect(withState(answered, accepted, owing)).toMatchObject({ status: "waiting", unanswered_since: null });
  });

  it("is ignored with a lower version", () => {
    const now = withState(conversation(), accepted);
    expect(withState(now, { ...accepted, version: 2 }, told(details))).toBe(now);
  });
});

describe("a message", () => {
  it("becomes the last one, and starts the wait where none runs", () => {
    const before = conversation({ unanswered_since: null });
    const after = withMessage(before, message(2));
    expect(after).toMatchObject({ tail_seq: 2, unanswered_since: message(2).created_at });
    expect(after.last_message?.content).toBe("message 2");
  });

  it("does not restart a wait that runs already", () => {
    expect(withMessage(conversation(), message(2)).unanswered_since).toBe(conversation().unanswered_since);
  });

  it("from an agent ends the wait; from the system it does not", () => {
    const answer = message(2, { sender_type: "agent", sender_id: ME.id });
    const happening = message(2, { sender_type: "system", type: "system" });
    expect(withMessage(conversation(), answer).unanswered_since).toBeNull();
    expect(withMessage(conversation(), happening).unanswered_since).toBe(conversation().unanswered_since);
  });

  it("at or below the tail changes nothing", () => {
    const before = conversation({ tail_seq: 5 });
    expect(withMessage(before, message(5))).toBe(before);
    expect(withMessage(before, message(3))).toBe(before);
  });

  it("says whose turn it is", () => {
    const answer = message(2, { sender_type: "agent", sender_id: ME.id });
    expect(withMessage(conversation({ status: "active" }), answer).status).toBe("waiting");
    expect(withMessage(conversation({ status: "waiting" }), message(2)).status).toBe("active");
    expect(withMessage(conversation({ status: "pending" }), message(2)).status).toBe("pending");
  });
});

describe("a receipt", () => {
  it("never falls", () => {
    const before = conversation({ agent_read_seq: 4 });
    expect(withReceipt(before, "agent", 3)).toBe(before);
    expect(withReceipt(before, "agent", 6).agent_read_seq).toBe(6);
    expect(withReceipt(before, "visitor", 2).visitor_read_seq).toBe(2);
  });
});

describe("an answer that was overtaken by frames", () => {
  it("keeps what is newer in each", () => {
    const known = withMessage(withState(conversation(), accepted), message(2));
    const late = conversation({ version: 2, agent_read_seq: 1, priority: "high" });
    expect(newest(known, late)).toMatchObject({ version: 3, status: "active", tail_seq: 2, agent_read_seq: 1 });
    expect(newest(known, late).priority).toBe("normal");
  });

  it("is taken whole where nothing is known", () => {
    expect(newest(undefined, conversation())).toEqual(conversation());
  });
});

describe("a list", () => {
  it("replaces a conversation where it is, on whichever page", () => {
    const pages = pagesOf([conversation({ id: "a" })], [conversation({ id: "b" })]);
    const after = placed(pages, conversation({ id: "b", version: 9 }), "here", "newest");
    expect(after.pages.map(({ items }) => items.map(({ id, version }) => `${id}${version}`))).toEqual([["a1"], ["b9"]]);
  });

  it("puts a new one first, and takes out one that no longer belongs", () => {
    const pages = pagesOf([conversation({ id: "a" })]);
    expect(listed(placed(pages, conversation({ id: "b" }), "here", "newest")).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(listed(placed(pages, conversation({ id: "a" }), "nowhere", "newest"))).toEqual([]);
  });

  it("stays the same object when it has nothing to do with a conversation", () => {
    const pages = pagesOf([conversation({ id: "a" })]);
    expect(placed(pages, conversation({ id: "b" }), "nowhere", "newest")).toBe(pages);
  });

  it("does not add what comes after all that is loaded, while there is more to load", () => {
    const loaded = conversation({ id: "a", created_at: "2026-11-12T08:00:00.000Z" });
    const pages: Pages = { pages: [{ items: [loaded], next_cursor: "more" }], pageParams: [null] };
    const earlier = conversation({ id: "b", created_at: "2026-11-11T08:00:00.000Z" });
    const later = conversation({ id: "c", created_at: "2026-11-13T08:00:00.000Z" });
    expect(placed(pages, earlier, "here", "newest")).toBe(pages);
    expect(listed(placed(pages, later, "here", "newest")).map(({ id }) => id)).toEqual(["c", "a"]);
  });

  it("keeps the pages that have nothing to do with a conversation", () => {
    const pages = pagesOf([conversation({ id: "a" })], [conversation({ id: "b" })]);
    expect(placed(pages, conversation({ id: "b", version: 9 }), "here", "newest").pages[0]).toBe(pages.pages[0]);
  });

  it("shows one that is on two pages once, as it is now", () => {
    const pages = pagesOf([conversation({ version: 4 })], [conversation({ version: 2 })]);
    expect(listed(pages).map(({ version }) => version)).toEqual([4]);
  });
});
