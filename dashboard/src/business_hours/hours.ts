import type { BusinessHours, Holiday, OpenInterval, Week } from "@frontdesk/widget/client";

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The contract's limit of a day. */
export const INTERVAL_CEILING = 6;

/** Offices' hours, where the browser is. */
export function usualHours(): BusinessHours {
  const working = [{ opens: "09:00", closes: "17:00" }];
  const week = { ...emptyWeek(), monday: working, tuesday: working, wednesday: working, thursday: working };
  return {
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: { ...week, friday: working },
    holidays: [],
  };
}

function emptyWeek(): Week {
  return { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
}

export function nameOf(day: Weekday): string {
  return day.charAt(0).toUpperCase() + day.slice(1);
}

export function isOvernight({ opens, closes }: OpenInterval): boolean {
  return opens !== "" && closes !== "" && closes < opens;
}

/** What a day that has hours already gets next: the same gap behind its last ones, or the usual hours. */
export function withInterval(intervals: readonly OpenInterval[]): OpenInterval[] {
  const last = intervals.at(-1);
  if (!last) return [{ opens: "09:00", closes: "17:00" }];
  const opens = Math.min(minutesOf(last.closes) + 60, 23 * 60);
  return [...intervals, { opens: clockOf(opens), closes: clockOf(Math.min(opens + 4 * 60, 24 * 60)) }];
}

/** One day's hours for other days as well. */
export function copied(week: Week, from: Weekday, to: readonly Weekday[]): Week {
  return { ...week, ...Object.fromEntries(to.map((day) => [day, week[from].map((interval) => ({ ...interval }))])) };
}

export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

export function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Counted from the midnight before it opens. */
export function endOf({ opens, closes }: OpenInterval): number {
  const end = minutesOf(closes);
  return end > minutesOf(opens) ? end : end + 24 * 60;
}

export function holidayOn(hours: BusinessHours, date: string): Holiday | undefined {
  return hours.holidays.find((holiday) => holiday.date === date);
}
