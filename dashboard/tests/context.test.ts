import { describe, expect, it } from "vitest";
import { cleanTag, tagProblem } from "../src/conversation/tags";
import { arrivalWords, transferPath } from "../src/text/happenings";
import { deviceWords, languageName, localTime } from "../src/text/visitor";

const NOON = Date.parse("2026-11-12T12:00:00.000Z");
const ANA = { id: "ana", name: "Ana" };
const BUDI = { id: "budi", name: "Budi" };

describe("what is told of a visitor", () => {
  it("is the time on their clock, where this browser knows the zone", () => {
    expect(localTime("Asia/Jakarta", NOON)).toMatch(/(19|07).00.*, Jakarta$/);
    expect(localTime("America/Argentina/Buenos_Aires", NOON)).toMatch(/, Buenos Aires$/);
    expect(localTime("Mars/Olympus", NOON)).toBeNull();
  });

  it("is their language by its name, or as it was told", () => {
    expect(languageName("id-ID")).toBe("Indonesian (Indonesia)");
    expect(languageName("not a tag")).toBe("not a tag");
  });

  it("is what is understood of their device, and nothing where nothing is", () => {
    expect(deviceWords({ browser: "Safari", os: "iOS", kind: "phone" })).toBe("Safari on iOS, phone");
    expect(deviceWords({ browser: null, os: "Windows", kind: "desktop" })).toBe("Windows, computer");
    expect(deviceWords({ browser: null, os: null, kind: null })).toBeNull();
  });
});

describe("a transfer", () => {
  const toBudi = { from_agent: ANA, to_agent: BUDI, to_department: null, by: ANA, reason: null, at: "" };
  const toBilling = { ...toBudi, from_agent: null, to_agent: null, to_department: { id: "d", name: "Billing" } };

  it("is told from the reader's side", () => {
    expect(arrivalWords(toBudi, "budi")).toBe("Ana transferred this to you");
    expect(arrivalWords(toBudi, "ana")).toBe("You transferred this to Budi");
    expect(arrivalWords(toBilling, "budi")).toBe("Ana transferred this to Billing");
  });

  it("says who had it, or that nobody had", () => {
    expect([transferPath(toBudi), transferPath(toBilling)]).toEqual(["Ana → Budi", "Queue → Billing"]);
  });
});

describe("a tag", () => {
  it("is one line without blanks around it", () => {
    expect(cleanTag("  late \n delivery ")).toBe("late delivery");
  });

  it("is refused where it is there already, too long, or one too many", () => {
    expect(tagProblem(["vip"], "vip")).toBe("It has this tag already.");
    expect(tagProblem([], "x".repeat(41))).toMatch(/up to 40/);
    const many = Array.from({ length: 20 }, (_, at) => `tag ${at}`);
    expect(tagProblem(many, "one more")).toMatch(/up to 20/);
    expect(tagProblem(["vip"], "refund")).toBeNull();
  });
});
