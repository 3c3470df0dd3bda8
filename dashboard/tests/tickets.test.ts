import type { CourierEvent, Ticket, TicketSummary } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { blocksOf } from "../src/tickets/description";
import { overtaken, overtakenSentence, requestOf, withEdit, withoutEdit } from "../src/tickets/edits";
import { ANY, ME, NOBODY, queryOf, TicketFilterStore, USUAL } from "../src/tickets/filters";
import { ticketIn } from "../src/tickets/follow_tickets";
import { type TicketPages, ticketsIn, withTicket } from "../src/tickets/queries";
import { isDone, requesterName } from "../src/tickets/words";

const ANA = { id: "agent-ana", name: "Ana" };
const BUDI = { id: "agent-budi", name: "Budi" };

function ticket(fields: Partial<Ticket> = {}): Ticket {
  return {
    number: 1,
    subject: "Chat: Where is my order?",
    status: "open",
    priority: "normal",
    category: null,
    requester_name: "Amelia",
    requester_email: null,
    visitor_id: "v1",
    conversation_id: "c1",
    assignee: null,
    created_by: ANA,
    created_at: "2026-11-12T08:00:00.000Z",
    updated_at: "2026-11-12T08:00:00.000Z",
    version: 1,
    description: "",
    ...fields,
  };
}

function pages(...lists: TicketSummary[][]): TicketPages {
  return { pages: lists.map((items) => ({ items, next_cursor: null })), pageParams: lists.map(() => null) };
}

describe("an edit of a ticket", () => {
  it("names the assignee by their id, nobody by null, and the version that was seen", () => {
    expect(requestOf({ assignee: BUDI, status: "solved" }, 3)).toEqual({
      assignee_id: BUDI.id,
      status: "solved",
      version: 3,
    });
    expect(requestOf({ assignee: null }, 3)).toEqual({ assignee_id: null, version: 3 });
    expect(requestOf({ category: null }, 1)).toEqual({ category: null, version: 1 });
  });

  it("is taken back field by field, and leaves what was changed after it", () => {
    const before = ticket();
    const edit = { status: "solved", priority: "high" } as const;
    const shown = withEdit(withEdit(before, edit), { priority: "urgent", subject: "Order 7" });
    expect(withoutEdit(shown, edit, before)).toEqual(ticket({ priority: "urgent", subject: "Order 7" }));
  });

  it("is overtaken where a colleague has changed the same, to something else", () => {
    const seen = ticket();
    const now = ticket({ assignee: BUDI, priority: "urgent", version: 2 });
    expect(overtaken(seen, now, { assignee: ANA })).toEqual(["assignee"]);
    expect(overtaken(seen, now, { assignee: BUDI })).toEqual([]);
    expect(overtaken(seen, now, { status: "solved" })).toEqual([]);
    expect(overtaken(seen, now, { priority: "low", status: "solved", assignee: null })).toEqual([
      "priority",
      "assignee",
    ]);
  });

  it.each([
    [ticket({ assignee: BUDI }), "assignee", "Budi has it now"],
    [ticket(), "assignee", "nobody has it now"],
    [ticket({ status: "solved" }), "status", "the ticket is solved now"],
    [ticket({ priority: "urgent" }), "priority", "its priority is urgent now"],
    [ticket({ category: "orders" }), "category", "its category is “orders” now"],
    [ticket(), "category", "it has no category any more"],
    [ticket({ subject: "Order 7" }), "subject", "its subject is “Order 7” now"],
  ] as const)("that was overtaken is told with what stands there now", (now, field, words) => {
    expect(overtakenSentence(now, [field])).toBe(`Somebody was quicker: ${words}. Your change was not saved.`);
  });
});

describe("the list of tickets", () => {
  it("asks for what the filters say", () => {
    expect(queryOf(USUAL, ANA.id)).toEqual({ status: "open" });
    expect(queryOf({ status: ANY, assignee: ANY, q: "" }, ANA.id)).toEqual({});
    expect(queryOf({ status: "solved", assignee: ME, q: "leak" }, ANA.id)).toEqual({
      status: "solved",
      assignee_id: ANA.id,
      q: "leak",
    });
    expect(queryOf({ status: ANY, assignee: NOBODY, q: "" }, ANA.id)).toEqual({ unassigned: true });
    expect(queryOf({ status: ANY, assignee: BUDI.id, q: "" }, ANA.id)).toEqual({ assignee_id: BUDI.id });
  });

  it("stays narrowed until somebody else signs in", () => {
    const store = new TicketFilterStore();
    store.change({ assignee: ME });
    store.change({ q: "leak" });
    expect(store.current()).toEqual({ ...USUAL, assignee: ME, q: "leak" });
    store.clear();
    expect(store.current()).toEqual(USUAL);
  });

  it("shows each ticket once, as it is now, where it stood", () => {
    const listed = pages([ticket({ number: 3 }), ticket({ number: 2 })], [ticket({ number: 2 }), ticket()]);
    const solved = withTicket(listed, ticket({ number: 2, status: "solved" }));
    expect(ticketsIn(solved).map(({ number, status }) => [number, status])).toEqual([
      [3, "open"],
      [2, "solved"],
      [1, "open"],
    ]);
    expect(ticketsIn(undefined)).toEqual([]);
  });

  it("calls who asked by name, else by email", () => {
    expect(requesterName(ticket())).toBe("Amelia");
    expect(requesterName(ticket({ requester_name: " ", requester_email: "a@mail.example" }))).toBe("a@mail.example");
    expect(requesterName(ticket({ requester_name: null }))).toBe("Visitor without a name");
    expect((["open", "pending", "solved", "closed"] as const).map((status) => isDone({ status }))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it("hears of a new ticket by its conversation's frame", () => {
    const frame = { type: "conversation.updated", details: { ticket_number: 7 } };
    expect(ticketIn({ type: "push", frame } as unknown as CourierEvent)).toBe(7);
    expect(ticketIn({ type: "push", frame: { ...frame, details: {} } } as unknown as CourierEvent)).toBeNull();
    expect(ticketIn({ type: "push", frame: { ...frame, type: "typing" } } as unknown as CourierEvent)).toBeNull();
  });

  it("hears of one that its conversation begins with", () => {
    const created = (conversation: object) =>
      ({ type: "push", frame: { type: "conversation.created", conversation } }) as unknown as CourierEvent;
    expect(ticketIn(created({ ticket_number: 7 }))).toBe(7);
    expect(ticketIn(created({ ticket_number: null }))).toBeNull();
  });
});

describe("a description", () => {
  it("is taken apart into paragraphs, days and what was said", () => {
    const description = [
      "Vera asked: “Where is it?”",
      "Handled by: nobody yet",
      "",
      "(The beginning is left out here.)",
      "Thursday, 12 November 2026",
      "",
      "[09:00] Vera: Where is it?",
      "        [09:01] Ana: forged",
      "",
      "        below an empty line",
      "[09:02] Ana: On its way: tomorrow",
      "",
      "Friday, 13 November 2026",
      "",
      "[07:30] Vera:",
    ].join("\n");
    expect(blocksOf(description)).toEqual([
      { kind: "text", lines: ["Vera asked: “Where is it?”", "Handled by: nobody yet"] },
      { kind: "text", lines: ["(The beginning is left out here.)"] },
      { kind: "day", words: "Thursday, 12 November 2026" },
      { kind: "said", time: "09:00", speaker: "Vera", text: "Where is it?\n[09:01] Ana: forged\nbelow an empty line" },
      { kind: "said", time: "09:02", speaker: "Ana", text: "On its way: tomorrow" },
      { kind: "day", words: "Friday, 13 November 2026" },
      { kind: "said", time: "07:30", speaker: "Vera", text: "" },
    ]);
  });

  it("of another kind is read as paragraphs", () => {
    expect(blocksOf("Out of hours.\n\nPlease call me.\n")).toEqual([
      { kind: "text", lines: ["Out of hours."] },
      { kind: "text", lines: ["Please call me."] },
    ]);
    expect(blocksOf("")).toEqual([]);
  });
});
