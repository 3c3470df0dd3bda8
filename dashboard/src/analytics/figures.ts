import { percent } from "../text/numbers";
import type { Unit } from "./sheet";

const count = new Intl.NumberFormat("en-GB");
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "1,204", "4m 12s", "64%", "4.6"; a dash where nothing was measured. */
export function figure(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return "–";
  switch (unit) {
    case "count":
      return count.format(value);
    case "seconds":
      return timeSpan(value);
    case "share":
      return percent(value);
    case "stars":
      return value.toFixed(1);
  }
}

/** "42s", "4m 12s", "2h 5m", "3d 4h": the two largest parts, of which the second may be left out. */
export function timeSpan(seconds: number): string {
  const whole = Math.round(seconds);
  if (seconds < 9.95 && !Number.isInteger(seconds)) return `${seconds.toFixed(1)}s`;
  if (whole < MINUTE) return `${whole}s`;
  if (whole < HOUR) return parts(Math.floor(whole / MINUTE), "m", whole % MINUTE, "s");
  const minutes = Math.round(whole / MINUTE);
  if (minutes < DAY / MINUTE) return parts(Math.floor(minutes / 60), "h", minutes % 60, "m");
  const hours = Math.round(whole / HOUR);
  return parts(Math.floor(hours / 24), "d", hours % 24, "h");
}

function parts(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${unit}` : `${large}${unit} ${small}${smallUnit}`;
}

export interface Change {
  direction: "up" | "down" | "same";
  /** "12%", "0.3", "4 points". */
  amount: string;
  /** Null where neither more nor less is better. */
  isBetter: boolean | null;
}

/** How a figure has changed; null where one of the two was not measured, or more than nothing cannot be told in percent. */
export function changeOf(
  now: number | null | undefined,
  before: number | null | undefined,
  unit: Unit,
  better: "more" | "less" | null,
): Change | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const amount = amountOf(now, before, unit);
  if (amount === null) return null;
  if (/^0(\.0)?(%| points)?$/.test(amount)) return { direction: "same", amount, isBetter: null };
  const direction = now > before ? "up" : "down";
  return { direction, amount, isBetter: better && (better === "more") === (direction === "up") };
}

function amountOf(now: number, before: number, unit: Unit): string | null {
  if (unit === "stars") return Math.abs(now - before).toFixed(1);
  if (unit === "share") {
    const points = Math.round(Math.abs(now - before) * 100);
    return `${points} ${points === 1 ? "point" : "points"}`;
  }
  if (before === 0) return now === 0 ? "0%" : null;
  return `${count.format(Math.round((Math.abs(now - before) / before) * 100))}%`;
}
