import { describe, expect, it } from "vitest";
import { hueOf, initialsOf, speakerOf, visitorName } from "../src/text/names";
import { ago, dayName, duration, isSameDay, recentMoment, shortMoment, timeOfDay } from "../src/text/time";
import { conversation, ME, message } from "./records";

const NOW = Date.parse("2026-11-12T12:00:00.000");
const earlier = (ms: number) => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("times", () => {
  it.each([
    [0, "now"],
    [-5 * MINUTE, "now"],
    [59_999, "now"],
    [MINUTE, "1m"],
    [HOUR - 1, "59m"],
    [HOUR, "1h"],
    [DAY, "1d"],
    [6 * DAY, "6d"],
  ])("%d ms ago is %s", (ms, words) => {
    expect(ago(earlier(ms), NOW)).toBe(words);
  });

  it("give the date after a week", () => {
    expect(ago(earlier(8 * DAY), NOW)).toMatch(/4/);
  });

  it("leave out the day where it is today", () => {
    expect(recentMoment(earlier(MINUTE), NOW)).toBe(timeOfDay(earlier(MINUTE)));
    expect(recentMoment(earlier(DAY), NOW)).toBe(shortMoment(earlier(DAY), NOW));
  });

  it.each([
    [1, "1 second"],
    [45, "45 seconds"],
    [60, "1 minute"],
    [3_600, "1 hour"],
    [7_500, "2 hours 5 minutes"],
    [-3, "0 seconds"],
  ])("%d seconds last %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it("name the days by the calendar, not by 24 hours", () => {
    expect(dayName("2026-11-12T00:01:00.000", NOW)).toBe("Today");
    expect(dayName("2026-11-11T23:59:00.000", NOW)).toBe("Yesterday");
    expect(dayName("2026-11-09T12:00:00.000", NOW)).toBe("Monday");
    expect(dayName("2025-11-12T12:00:00.000", NOW)).toMatch(/2025/);
    expect(isSameDay("2026-11-11T23:59:00.000", "2026-11-12T00:01:00.000")).toBe(false);
  });
});

describe("names", () => {
  it("of visitors fall back to the address, then to the end of the id", () => {
    expect(visitorName({ id: "vis_9f3a", name: " Amelia ", verified: false })).toBe("Amelia");
    expect(visitorName({ id: "vis_9f3a", email: "a@b.example", verified: false })).toBe("a@b.example");
    expect(visitorName({ id: "vis_9f3a", verified: false })).toBe("Visitor 9f3a");
  });

  it("have one or two initials", () => {
    expect(initialsOf("Amelia Putri Hartono")).toBe("AH");
    expect(initialsOf("rina")).toBe("R");
    expect(initialsOf("marcus@lind.example")).toBe("ME");
    expect(initialsOf("")).toBe("?");
  });

  it("have a colour that stays, and that differs for ids that are nearly the same", () => {
    expect(hueOf("vis_1")).toBe(hueOf("vis_1"));
    expect(Math.abs(hueOf("vis_1") - hueOf("vis_2"))).toBeGreaterThan(15);
  });

  it("say who spoke last", () => {
    const answer = message(2, { sender_type: "agent", sender_id: ME.id, sender_name: "Sari" });
    expect(speakerOf(conversation({ last_message: answer }), ME.id)).toBe("You");
    expect(speakerOf(conversation({ last_message: answer }), "agent-budi")).toBe("Sari");
    expect(speakerOf(conversation(), ME.id)).toBeNull();
  });
});
