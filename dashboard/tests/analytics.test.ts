import { describe, expect, it } from "vitest";
import { ticksOf } from "../src/analytics/charts/ticks";
import { changeOf, figure, timeSpan } from "../src/analytics/figures";
import { AnalyticsFilterStore, chosenDays, intervalOf, intervalsOf, queryOf, USUAL } from "../src/analytics/filters";
import { daysWords, intervalWords } from "../src/analytics/interval_words";
import { keyFiguresOf } from "../src/analytics/period_figures";
import { addDays, dayIn, daysOf, lengthOf, periodProblem } from "../src/analytics/periods";
import { isDense, isEmpty } from "../src/analytics/sheet";
import {
  agentsSheet,
  botSheet,
  confidenceSheet,
  escalationsSheet,
  hoursSheet,
  ratingsSheet,
  timesSheet,
  volumeSheet,
  weekdaysSheet,
} from "../src/analytics/sheets";
import { analytics, durations, totals } from "./figures";

describe("a period", () => {
  it.each([
    ["today", { from: "2026-11-22", to: "2026-11-22" }],
    ["week", { from: "2026-11-16", to: "2026-11-22" }],
    ["month", { from: "2026-10-26", to: "2026-11-22" }],
  ] as const)("called %s ends today, which belongs to it", (period, days) => {
    expect(daysOf(period, "2026-11-22")).toEqual(days);
  });

  it("counts calendar days, whatever the clocks do meanwhile", () => {
    expect(lengthOf({ from: "2026-03-28", to: "2026-03-30" })).toBe(3);
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  });

  it("ends with the day that it is in the time zone", () => {
    const now = Date.parse("2026-11-22T18:00:00Z");
    expect(dayIn("Asia/Jakarta", now)).toBe("2026-11-23");
    expect(dayIn("America/New_York", now)).toBe("2026-11-22");
  });

  it("of one's own begins before it ends", () => {
    expect(periodProblem({ from: "2026-11-22", to: "2026-11-22" })).toBeNull();
    expect(periodProblem({ from: "2026-11-23", to: "2026-11-22" })).toBe("The last day is before the first.");
    expect(periodProblem({ from: "", to: "2026-11-22" })).toBe("Choose the first and the last day.");
  });
});

describe("what is asked", () => {
  const today = "2026-11-22";

  it("is the last seven days by day, of all conversations, until somebody chooses", () => {
    expect(queryOf(USUAL, today, "Asia/Jakarta")).toEqual({
      from: "2026-11-16",
      to: today,
      interval: "day",
      time_zone: "Asia/Jakarta",
    });
  });

  it.each([
    ["widget:w1", { widget_id: "w1" }],
    ["agent:a1", { agent_id: "a1" }],
    ["department:d1", { department: "d1" }],
  ])("names the one whose figures are wanted: %s", (of, named) => {
    expect(queryOf({ ...USUAL, of }, today, "UTC")).toMatchObject(named);
  });

  it("has an interval that suits its days", () => {
    expect(intervalsOf(daysOf("today", today))).toEqual(["hour"]);
    expect(intervalsOf(daysOf("week", today))).toEqual(["hour", "day"]);
    expect(intervalsOf(daysOf("month", today))).toEqual(["day", "week"]);
    expect(intervalsOf({ from: "2026-09-01", to: today })).toEqual(["day", "week", "month"]);
    expect(intervalOf(USUAL, daysOf("today", today))).toBe("hour");
    expect(intervalOf({ ...USUAL, interval: "hour" }, daysOf("month", today))).toBe("day");
    expect(intervalOf({ ...USUAL, interval: "week" }, daysOf("month", today))).toBe("week");
  });

  it("stays until somebody else signs in", () => {
    const store = new AnalyticsFilterStore();
    const custom = { from: "2026-10-01", to: "2026-10-09" };
    store.change({ period: "custom", custom });
    expect(chosenDays(store.current(), today)).toEqual(custom);
    store.clear();
    expect(store.current()).toEqual(USUAL);
  });
});

describe("a figure", () => {
  it.each([
    [null, "seconds", "–"],
    [1204, "count", "1,204"],
    [0.64, "share", "64%"],
    [4.55, "stars", "4.5"],
    [42, "seconds", "42s"],
  ] as const)("of %s %s reads %s", (value, unit, words) => {
    expect(figure(value, unit)).toBe(words);
  });

  it.each([
    [0, "0s"],
    [0.34, "0.3s"],
    [59.6, "1m"],
    [252, "4m 12s"],
    [3599.7, "1h"],
    [7500, "2h 5m"],
    [86_399, "1d"],
    [273_600, "3d 4h"],
  ])("of %d seconds reads %s", (seconds, words) => {
    expect(timeSpan(seconds)).toBe(words);
  });

  it("is compared with the one before: what is better is told apart from what is more", () => {
    expect(changeOf(75, 60, "seconds", "less")).toEqual({ direction: "up", amount: "25%", isBetter: false });
    expect(changeOf(45, 60, "seconds", "less")).toEqual({ direction: "down", amount: "25%", isBetter: true });
    expect(changeOf(4.6, 4.2, "stars", "more")).toEqual({ direction: "up", amount: "0.4", isBetter: true });
    expect(changeOf(0.5, 0.49, "share", "more")).toEqual({ direction: "up", amount: "1 point", isBetter: true });
    expect(changeOf(12, 10, "count", null)).toEqual({ direction: "up", amount: "20%", isBetter: null });
    expect(changeOf(1000, 1001, "count", null)).toEqual({ direction: "same", amount: "0%", isBetter: null });
  });

  it("is not compared with one that was not measured, nor in percent of nothing", () => {
    expect(changeOf(4, null, "stars", "more")).toBeNull();
    expect(changeOf(undefined, 4, "stars", "more")).toBeNull();
    expect(changeOf(3, 0, "count", null)).toBeNull();
    expect(changeOf(0, 0, "count", null)?.direction).toBe("same");
  });
});

describe("an axis of times", () => {
  it.each([
    [[0.5], [0, 1]],
    [
      [null, undefined],
      [0, 1],
    ],
    [
      [40, 100],
      [0, 30, 60, 90, 120],
    ],
    [[5400], [0, 1800, 3600, 5400]],
    [[86_400 * 4], [0, 86_400, 172_800, 259_200, 345_600]],
  ])("for %j is marked at %j", (values, ticks) => {
    expect(ticksOf(values, "seconds")).toEqual(ticks);
  });

  it("is marked at no more than six places, however long the times", () => {
    for (const highest of [1, 7, 61, 3601, 40_000, 90_000, 9_000_000, 99_000_000]) {
      const ticks = ticksOf([highest], "seconds") ?? [];
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
    }
  });

  it("is left to the chart where it counts", () => {
    expect(ticksOf([3], "count")).toBeNull();
  });
});

describe("the page", () => {
  const shown = analytics();

  it("tells each interval's figures, by the clocks of the time zone", () => {
    const sheet = volumeSheet(shown);
    expect(sheet.dimension).toBe("Day");
    expect(sheet.rows.map(({ short, values }) => [short, values.conversations])).toEqual([
      [intervalWords("day", "Asia/Jakarta")("2026-11-20T17:00:00.000Z").short, 3],
      [intervalWords("day", "Asia/Jakarta")("2026-11-21T17:00:00.000Z").short, 0],
    ]);
    expect(sheet.rows[0]?.short).toMatch(/21/);
    expect(timesSheet(shown, "wait").rows[0]?.values).toEqual({ median: 12, p90: 40, mean: 15, count: 3 });
  });

  it("names the days of many hours, and draws less where little room is left", () => {
    const [first] = shown.series;
    if (!first) throw new Error("There is no series.");
    const hours = (count: number) => volumeSheet({ ...shown, interval: "hour", series: Array(count).fill(first) });
    expect(hours(24).namedEvery).toBeUndefined();
    expect(hours(24).rows[0]?.short).toMatch(/00|24|12/);
    expect(hours(48).namedEvery).toBe(24);
    expect(hours(48).rows[0]?.short).toMatch(/21/);
    expect([hours(24), hours(48)].map(isDense)).toEqual([false, true]);
  });

  it("tells what was not measured as nothing, not as no time at all", () => {
    expect(timesSheet(shown, "first_response").rows[1]?.values.median).toBeNull();
  });

  it("tells the day's hours, the week's days, the ratings and the confidence in their order", () => {
    expect(
      hoursSheet(shown)
        .rows.map(({ label }) => label)
        .slice(0, 2),
    ).toEqual(["00:00", "01:00"]);
    expect(hoursSheet(shown).rows[9]?.values).toEqual({ conversations: 3 });
    expect(weekdaysSheet(shown).rows.map(({ short }) => short)).toEqual([
      "Mon",
      "Tue",
      "Wed",
      "Thu",
      "Fri",
      "Sat",
      "Sun",
    ]);
    expect(ratingsSheet(shown).rows.map(({ label, values }) => [label, values.ratings])).toEqual([
      ["5 stars", 2],
      ["4 stars", 1],
      ["3 stars", 0],
      ["2 stars", 0],
      ["1 star", 1],
    ]);
    expect(confidenceSheet(shown).rows.at(-1)).toMatchObject({ label: "90 to 100%", values: { answers: 5 } });
    expect(botSheet(shown).rows.map(({ values }) => values.conversations)).toEqual([6, 5, 4]);
  });

  it("tells the reasons of escalations that there were, the most frequent first", () => {
    expect(escalationsSheet(shown).rows.map(({ label, values }) => [label, values.escalations])).toEqual([
      ["Bot not sure enough", 4],
      ["Asked for a person", 1],
    ]);
  });

  it("tells how each agent has done, a removed one too", () => {
    expect(agentsSheet(shown).rows.map(({ label, values }) => [label, values.handled, values.online])).toEqual([
      ["Ana", 2, 3600],
      ["Removed agent", 1, 0],
    ]);
  });

  it("draws nothing where there is nothing to draw", () => {
    expect(isEmpty(volumeSheet(shown))).toBe(false);
    expect(isEmpty(escalationsSheet({ ...shown, totals: totals({ escalations: {} as never }) }))).toBe(true);
    const never = { ...shown, series: shown.series.map((point) => ({ ...point, wait: durations(0) })) };
    expect(isEmpty(timesSheet(never, "wait"))).toBe(true);
  });

  it("sums the period up, beside the days before it", () => {
    const figures = new Map(keyFiguresOf(shown).map((each) => [each.label, each]));
    expect(figures.get("Conversations")).toMatchObject({ now: 3, before: 2, beside: "1 abandoned" });
    expect(figures.get("Rating")).toMatchObject({ now: 4, beside: "50% rated" });
    expect(daysWords(shown.previous.period, shown.time_zone)).toMatch(/19.+20/);
    expect(keyFiguresOf(undefined).every(({ now }) => now === undefined)).toBe(true);
  });
});
