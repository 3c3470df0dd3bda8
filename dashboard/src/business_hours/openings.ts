import type { BusinessHours, OpenInterval } from "@frontdesk/widget/client";
import { clockOf, endOf, holidayOn, minutesOf, nameOf, WEEKDAYS, type Weekday } from "./hours";

const DAY_MS = 24 * 3_600_000;
/** Holidays may keep it closed for long; beyond a year nobody asks. */
const LOOKED_AHEAD = 366;

/** What a clock on the wall of the time zone shows: a calendar day and the minute of it. */
export interface Wall {
  date: string;
  minute: number;
}

export type Opening = { isOpen: true } | { isOpen: false; opens: Wall | null };

/** Whether people are there, and when they will be, by hours that may not be saved yet. */
export function openingAt(hours: BusinessHours, now: number): Opening {
  const wall = wallOf(hours.time_zone, now);
  if (isOpenAt(hours, wall)) return { isOpen: true };
  for (let days = 0; days <= LOOKED_AHEAD; days += 1) {
    const date = later(wall.date, days);
    const starts = intervalsOn(hours, date)
      .map(({ opens }) => minutesOf(opens))
      .filter((minute) => days > 0 || minute > wall.minute);
    if (starts.length > 0) return { isOpen: false, opens: { date, minute: Math.min(...starts) } };
  }
  return { isOpen: false, opens: null };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    return false;
  }
}

/** "open now", "closed now, opens on Monday at 09:00" */
export function openingWords(hours: BusinessHours, now: number): string {
  const opening = openingAt(hours, now);
  if (opening.isOpen) return "open now";
  if (!opening.opens) return "closed, and it never opens";
  const { date, minute } = opening.opens;
  const days = (asUtc(date) - asUtc(wallOf(hours.time_zone, now).date)) / DAY_MS;
  return `closed now, opens ${dayWords(date, days)} at ${clockOf(minute)}`;
}

/** The instant at which the zone's clocks show this, near enough for a preview where clocks are changed. */
export function instantOf(timeZone: string, { date, minute }: Wall): number {
  const wished = asUtc(date) + minute * 60_000;
  const shown = wallOf(timeZone, wished);
  return wished - (asUtc(shown.date) + shown.minute * 60_000 - wished);
}

function isOpenAt(hours: BusinessHours, { date, minute }: Wall): boolean {
  const today = intervalsOn(hours, date).some(
    (interval) => minutesOf(interval.opens) <= minute && minute < endOf(interval),
  );
  const yesterday = intervalsOn(hours, later(date, -1)).some((interval) => minute + 24 * 60 < endOf(interval));
  return today || yesterday;
}

function intervalsOn(hours: BusinessHours, date: string): readonly OpenInterval[] {
  return (holidayOn(hours, date)?.hours ?? hours.week[weekdayOf(date)]).filter(({ opens, closes }) => opens && closes);
}

function weekdayOf(date: string): Weekday {
  return WEEKDAYS[(new Date(asUtc(date)).getUTCDay() + 6) % 7] ?? "monday";
}

function dayWords(date: string, days: number): string {
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  return `on ${days < 7 ? nameOf(weekdayOf(date)) : date}`;
}

function later(date: string, days: number): string {
  return new Date(asUtc(date) + days * DAY_MS).toISOString().slice(0, 10);
}

function asUtc(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function wallOf(timeZone: string, at: number): Wall {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: isTimeZone(timeZone) ? timeZone : "UTC",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return { date: `${parts.year}-${parts.month}-${parts.day}`, minute: minutesOf(`${parts.hour}:${parts.minute}`) };
}
