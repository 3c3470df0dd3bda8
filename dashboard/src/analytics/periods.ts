const DAY_MS = 24 * 60 * 60 * 1000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const PERIODS = ["today", "week", "month", "custom"] as const;
export type Period = (typeof PERIODS)[number];

/** Calendar days, the first and the last, both of them within: "2026-11-12". */
export interface Days {
  from: string;
  to: string;
}

const LENGTHS = { today: 1, week: 7, month: 28 } as const;

/** The days of a period that ends with this day. */
export function daysOf(period: Exclude<Period, "custom">, today: string): Days {
  return { from: addDays(today, 1 - LENGTHS[period]), to: today };
}

/** How many there are. */
export function lengthOf({ from, to }: Days): number {
  return (utc(to) - utc(from)) / DAY_MS + 1;
}

export function addDays(day: string, days: number): string {
  return new Date(utc(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Which day it is there. */
export function dayIn(timeZone: string, now: number): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(now);
}

/** What is wrong with a period that somebody has chosen; null where nothing is. */
export function periodProblem({ from, to }: Days): string | null {
  if (!DATE.test(from) || !DATE.test(to)) return "Choose the first and the last day.";
  if (to < from) return "The last day is before the first.";
  return null;
}

function utc(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
