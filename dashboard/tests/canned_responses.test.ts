import type { CannedResponse } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { listing } from "../src/canned_responses/listing";
import { asShortcut, BLANK, problemsOf } from "../src/canned_responses/response_fields";

function response(fields: Partial<CannedResponse>): CannedResponse {
  return {
    id: fields.shortcut ?? "r1",
    shortcut: "hello",
    title: "Greeting",
    body: "Hello!",
    variables: [],
    department_id: null,
    usage_count: 0,
    updated_at: "2026-11-12T08:00:00.000Z",
    ...fields,
  };
}

const RESPONSES = [
  response({ shortcut: "shipping", title: "When it arrives", body: "Two days.", usage_count: 3 }),
  response({ shortcut: "hello", usage_count: 9 }),
  response({ shortcut: "refund", title: "Money back", department_id: "orders", usage_count: 3 }),
];
const EVERYTHING = { sought: "", scope: "all", order: "shortcut" } as const;
const shortcuts = (wanted: Partial<Parameters<typeof listing>[1]>) =>
  listing(RESPONSES, { ...EVERYTHING, ...wanted }).map(({ shortcut }) => shortcut);

describe("the list", () => {
  it("goes by shortcut", () => {
    expect(shortcuts({})).toEqual(["hello", "refund", "shipping"]);
  });

  it("goes by usage, and by shortcut among equals", () => {
    expect(shortcuts({ order: "usage" })).toEqual(["hello", "refund", "shipping"]);
  });

  it.each([
    ["/ship", ["shipping"]],
    ["two ARRIVES", ["shipping"]],
    ["money", ["refund"]],
    ["nothing", []],
  ])("finds %j in shortcut, title and text", (sought, found) => {
    expect(shortcuts({ sought })).toEqual(found);
  });

  it("holds one department's, or everybody's", () => {
    expect(shortcuts({ scope: "orders" })).toEqual(["refund"]);
    expect(shortcuts({ scope: "everybody" })).toEqual(["hello", "shipping"]);
  });
});

describe("what is wrong with a canned response", () => {
  const limits = { variables: ["visitor_name"], bodyLength: 20, shortcuts: ["taken"] };
  const good = { ...BLANK, shortcut: "hello", title: "Greeting", body: "Hi {{visitor_name}}" };

  it("is nothing when all is there", () => {
    expect(problemsOf(good, limits)).toEqual({});
    expect(problemsOf({ ...good, body: "{{article:to-us}}" }, limits)).toEqual({});
  });

  it("is everything that is missing, each at its field", () => {
    expect(Object.keys(problemsOf(BLANK, limits))).toEqual(["shortcut", "title", "body"]);
  });

  it.each([
    [{ shortcut: "taken" }, { shortcut: "/taken is taken by another canned response." }],
    [{ shortcut: "-x" }, { shortcut: "Letters from a to z, digits, - and _, beginning with a letter or a digit." }],
    [{ body: "x".repeat(21) }, { body: "At most 20 characters; this has 21." }],
    [{ body: "Hi {{name}}" }, { body: "{{name}} is not a variable." }],
    [{ title: "x".repeat(121) }, { title: "At most 120 characters." }],
  ])("is told in words: %j", (fields, problems) => {
    expect(problemsOf({ ...good, ...fields }, limits)).toEqual(problems);
  });

  it("is never the way a shortcut was typed", () => {
    expect(asShortcut("/Order Status")).toBe("order-status");
    expect(asShortcut("x".repeat(50))).toHaveLength(40);
  });
});
