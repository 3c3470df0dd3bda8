import type { CannedResponse } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { firstGap, gapsIn, gapsSentence, inserted, ranked, soughtAt } from "../src/conversation/canned";

function response(shortcut: string, fields: Partial<CannedResponse> = {}): CannedResponse {
  return {
    id: shortcut,
    shortcut,
    title: "",
    body: "",
    variables: [],
    department_id: null,
    usage_count: 0,
    updated_at: "2026-11-12T08:00:00.000Z",
    ...fields,
  };
}

const filled = (text: string, missing: string[] = []) => ({ canned_response_id: "r", text, missing });
const KNOWN = ["visitor_name", "visitor_email"];

describe("a slash", () => {
  it("looks for what follows it, at the beginning and after a blank", () => {
    expect(soughtAt("/ref", 4)).toEqual({ start: 0, end: 4, words: "ref" });
    expect(soughtAt("Hello /", 7)).toEqual({ start: 6, end: 7, words: "" });
    expect(soughtAt("one\n/two", 8)).toEqual({ start: 4, end: 8, words: "two" });
  });

  it("is only a slash within a word, in an address, and where the caret has left it", () => {
    for (const text of ["and/or", "https://shop.example", "/refund "]) expect(soughtAt(text, text.length)).toBeNull();
    expect(soughtAt("/ref", 0)).toBeNull();
  });

  it("finds by shortcut before title before text, and the more used of equals", () => {
    const known = [
      response("thanks", { body: "Your refund is on its way" }),
      response("money", { title: "Refund policy" }),
      response("refuse", { usage_count: 1 }),
      response("refund", { usage_count: 9 }),
      response("no-refund"),
    ];
    const found = ranked(known, "REFU").map(({ shortcut }) => shortcut);
    expect(found).toEqual(["refund", "refuse", "no-refund", "money", "thanks"]);
  });
});

describe("a canned response", () => {
  it("goes in where the slash stood, and the caret behind it", () => {
    const result = inserted("Hi. /he Bye.", { start: 4, end: 7 }, filled("How are you?"));
    expect(result).toEqual({ text: "Hi. How are you? Bye.", selection: { start: 16, end: 16 } });
  });

  it("has its first variable without a value selected, to be written over", () => {
    const { text, selection } = inserted(
      "/m",
      { start: 0, end: 2 },
      filled("To {{visitor_email}}?", ["visitor_email"]),
    );
    expect(text.slice(selection.start, selection.end)).toBe("{{visitor_email}}");
  });
});

describe("what is still to be filled in", () => {
  it("is every known variable that stands in the text, once", () => {
    const text = "{{visitor_name}}, is {{ visitor_email }} right, {{visitor_name}}?";
    expect(gapsIn(text, KNOWN)).toEqual(["visitor_name", "visitor_email"]);
    expect(gapsSentence(gapsIn(text, KNOWN))).toBe(
      "Fill in {{visitor_name}} and {{visitor_email}} before you send this.",
    );
    expect(firstGap("Hi {{visitor_email}}", KNOWN)).toEqual({ start: 3, end: 20 });
  });

  it("is every article that visitors cannot read", () => {
    const text = "See {{article:returns}} and {{ article: gift-cards }}.";
    expect(gapsIn(text, KNOWN)).toEqual(["article:returns", "article: gift-cards"]);
    expect(firstGap(text, KNOWN)).toEqual({ start: 4, end: 23 });
    const { text: whole, selection } = inserted("/r", { start: 0, end: 2 }, filled(text, ["article:returns"]));
    expect(whole.slice(selection.start, selection.end)).toBe("{{article:returns}}");
  });

  it("is nothing that somebody merely writes about", () => {
    expect(gapsIn("Put {{ page.title }} into your template, {{article:}} too", KNOWN)).toEqual([]);
    expect(firstGap("plain", KNOWN)).toBeNull();
  });
});
