import type { Unit } from "../sheet";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOST = 5;
/** Steps that clocks and calendars have. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100].map((days) => days * DAY),
];

/** Where an axis of times is marked: at round ones. Null where the chart library finds them itself. */
export function ticksOf(values: readonly (number | null | undefined)[], unit: Unit): number[] | null {
  if (unit !== "seconds") return null;
  const highest = Math.max(0, ...values.map((value) => value ?? 0));
  const step = STEPS.find((each) => highest / each <= MOST) ?? Math.ceil(highest / MOST / DAY) * DAY;
  return Array.from({ length: Math.max(1, Math.ceil(highest / step)) + 1 }, (_, number) => number * step);
}
