import type { BusinessHours, OpenInterval } from "@frontdesk/widget/client";
import { endOf, minutesOf, WEEKDAYS } from "./hours";
import { isTimeZone } from "./openings";

/** By the name of the field, as the server names it: "week.monday.0.closes". */
export type HoursProblems = Readonly<Record<string, string>>;

interface Span {
  field: string;
  opens: number;
  ends: number;
}

const DAY = 24 * 60;
const OVERLAP = "It overlaps with the hours before it.";

/** What is wrong, before the server is asked. */
export function hoursProblems(hours: BusinessHours): HoursProblems {
  const problems: Record<string, string> = {};
  if (!isTimeZone(hours.time_zone)) problems.time_zone = "Choose a time zone of the list, such as Asia/Jakarta.";

  const week = WEEKDAYS.flatMap((day, number) => spansOf(hours.week[day], `week.${day}`, number * DAY, problems));
  checkOverlaps(week, problems, WEEKDAYS.length * DAY);
  hours.holidays.forEach((holiday, place) => {
    const isThere = hours.holidays.slice(0, place).some(({ date }) => date === holiday.date);
    if (holiday.date === "") problems[`holidays.${place}.date`] = "Choose the day.";
    else if (isThere) problems[`holidays.${place}.date`] = "This day is a holiday already.";
    checkOverlaps(spansOf(holiday.hours, `holidays.${place}.hours`, 0, problems), problems);
  });
  return problems;
}

/** Those that are whole; what is wrong with the others is said. */
function spansOf(
  intervals: readonly OpenInterval[],
  field: string,
  midnight: number,
  problems: Record<string, string>,
): Span[] {
  return intervals.flatMap((interval, place) => {
    const name = `${field}.${place}`;
    if (interval.opens === "") problems[`${name}.opens`] = "Enter when it opens.";
    if (interval.closes === "") problems[`${name}.closes`] = "Enter when it closes.";
    if (interval.opens === "" || interval.closes === "") return [];
    if (interval.opens === interval.closes) {
      problems[`${name}.closes`] = "It closes when it opens. A whole day is 00:00 to 24:00.";
      return [];
    }
    return [{ field: name, opens: midnight + minutesOf(interval.opens), ends: midnight + endOf(interval) }];
  });
}

/** In a week that turns, Sunday's night meets Monday. */
function checkOverlaps(spans: readonly Span[], problems: Record<string, string>, turn?: number): void {
  const sorted = [...spans].sort((one, other) => one.opens - other.opens);
  const first = sorted[0];
  const around = first && turn ? [{ ...first, opens: first.opens + turn, ends: first.ends + turn }] : [];
  [...sorted.slice(1), ...around].forEach((span, place) => {
    const before = sorted[place];
    if (before && span.opens < before.ends) problems[`${span.field}.opens`] ??= OVERLAP;
  });
}
