import type { BusinessHours, Week } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { copied, isOvernight, WEEKDAYS, withInterval } from "../src/business_hours/hours";
import { hoursProblems } from "../src/business_hours/hours_problems";
import { instantOf, isTimeZone, openingAt, openingWords } from "../src/business_hours/openings";

const CLOSED = Object.fromEntries(WEEKDAYS.map((day) => [day, []])) as unknown as Week;

function hours(week: Partial<Week>, fields: Partial<BusinessHours> = {}): BusinessHours {
  return { time_zone: "Asia/Jakarta", week: { ...CLOSED, ...week }, holidays: [], ...fields };
}

const WORKING = { opens: "09:00", closes: "17:00" };
const NIGHT = { opens: "22:00", closes: "06:00" };
/** A Monday, 08:30 in Jakarta. */
const MORNING = Date.parse("2026-11-23T01:30:00Z");
const HOUR = 3_600_000;

describe("whether people are there, by hours that may not be saved", () => {
  it("is told by the clock of the time zone, from the first minute until before the last", () => {
    const monday = hours({ monday: [WORKING] });
    expect(openingAt(monday, MORNING)).toEqual({ isOpen: false, opens: { date: "2026-11-23", minute: 540 } });
    expect(openingAt(monday, MORNING + HOUR / 2)).toEqual({ isOpen: true });
    expect(openingAt(monday, MORNING + 8.5 * HOUR).isOpen).toBe(false);
    expect(openingAt({ ...monday, time_zone: "Europe/Berlin" }, MORNING + HOUR / 2).isOpen).toBe(false);
  });

  it("goes on into the day after, where an interval ends then", () => {
    const night = hours({ sunday: [NIGHT] });
    expect(openingAt(night, MORNING - 3 * HOUR).isOpen).toBe(true);
    expect(openingAt(night, MORNING).isOpen).toBe(false);
    expect(isOvernight(NIGHT)).toBe(true);
    expect(isOvernight(WORKING)).toBe(false);
  });

  it("is another matter on a holiday, whose night before is not cut short", () => {
    const holidays = [{ date: "2026-11-23", name: "Rest", hours: [] }];
    const all = hours({ sunday: [NIGHT], monday: [WORKING], tuesday: [WORKING] }, { holidays });
    expect(openingAt(all, MORNING - 3 * HOUR).isOpen).toBe(true);
    expect(openingAt(all, MORNING)).toEqual({ isOpen: false, opens: { date: "2026-11-24", minute: 540 } });
  });

  it("is said in words", () => {
    expect(openingWords(hours({ monday: [WORKING] }), MORNING)).toBe("closed now, opens today at 09:00");
    expect(openingWords(hours({ tuesday: [WORKING] }), MORNING)).toBe("closed now, opens tomorrow at 09:00");
    expect(openingWords(hours({ friday: [WORKING] }), MORNING)).toBe("closed now, opens on Friday at 09:00");
    expect(openingWords(hours({ monday: [WORKING] }), MORNING + HOUR)).toBe("open now");
    expect(openingWords(hours({}), MORNING)).toBe("closed, and it never opens");
  });

  it("knows the instant of what a clock shows", () => {
    const wall = { date: "2026-11-23", minute: 540 };
    expect(new Date(instantOf("Asia/Jakarta", wall)).toISOString()).toBe("2026-11-23T02:00:00.000Z");
    expect(new Date(instantOf("America/New_York", wall)).toISOString()).toBe("2026-11-23T14:00:00.000Z");
  });

  it("knows a time zone from a word", () => {
    expect(isTimeZone("Asia/Jakarta")).toBe(true);
    expect(isTimeZone("Nowhere/Else")).toBe(false);
    expect(isTimeZone("")).toBe(false);
  });
});

describe("what is wrong with business hours", () => {
  it("is nothing with several intervals, nights and whole days", () => {
    const whole = { opens: "00:00", closes: "24:00" };
    const lunch = [
      { opens: "09:00", closes: "12:00" },
      { opens: "12:00", closes: "17:00" },
    ];
    expect(hoursProblems(hours({ monday: lunch, friday: [NIGHT], sunday: [whole] }))).toEqual({});
  });

  it("is told at the field, as the server would", () => {
    const found = hoursProblems(
      hours(
        {
          monday: [WORKING, { opens: "16:00", closes: "18:00" }],
          tuesday: [{ opens: "09:00", closes: "09:00" }],
          wednesday: [{ opens: "", closes: "17:00" }],
        },
        { time_zone: "Mars" },
      ),
    );
    expect(Object.keys(found).sort()).toEqual([
      "time_zone",
      "week.monday.1.opens",
      "week.tuesday.0.closes",
      "week.wednesday.0.opens",
    ]);
  });

  it("is a night that meets the morning after it, also from Sunday to Monday", () => {
    const early = { opens: "05:00", closes: "08:00" };
    expect(hoursProblems(hours({ friday: [NIGHT], saturday: [early] }))).toHaveProperty("week.saturday.0.opens");
    expect(hoursProblems(hours({ sunday: [NIGHT], monday: [early] }))).toHaveProperty("week.monday.0.opens");
  });

  it("is a holiday without a day, or on one that is a holiday already", () => {
    const holiday = (date: string) => ({ date, name: null, hours: [] });
    const found = hoursProblems(hours({}, { holidays: [holiday("2026-12-25"), holiday(""), holiday("2026-12-25")] }));
    expect(Object.keys(found)).toEqual(["holidays.1.date", "holidays.2.date"]);
  });
});

describe("editing a week", () => {
  it("copies a day's hours without tying the days together", () => {
    const week = copied({ ...CLOSED, monday: [WORKING] }, "monday", ["tuesday", "wednesday"]);
    expect(week.tuesday).toEqual([WORKING]);
    expect(week.tuesday[0]).not.toBe(week.monday[0]);
    expect(week.thursday).toEqual([]);
  });

  it("adds hours behind the last ones", () => {
    expect(withInterval([])).toEqual([WORKING]);
    expect(withInterval([{ opens: "09:00", closes: "12:00" }])[1]).toEqual({ opens: "13:00", closes: "17:00" });
    expect(withInterval([{ opens: "09:00", closes: "23:30" }])[1]).toEqual({ opens: "23:00", closes: "24:00" });
  });
});
