import type { Analytics } from "@frontdesk/widget/client";

interface Words {
  label: string;
  /** In the room that an axis has. */
  short: string;
}

const HOURS_OF_A_DAY = 24;

/** How the beginning of an interval is called there where the days begin. Of several days, an axis names the days. */
export function intervalWords(interval: Analytics["interval"], timeZone: string, count = 0): (start: string) => Words {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const words = new Intl.DateTimeFormat(undefined, { ...options, timeZone });
    return (start: string) => words.format(new Date(start));
  };
  const day = format({ day: "numeric", month: "short" });
  const longDay = format({ weekday: "short", day: "numeric", month: "short" });
  const hour = format({ hour: "2-digit", minute: "2-digit" });
  const month = format({ month: "short", year: "2-digit" });
  const longMonth = format({ month: "long", year: "numeric" });
  switch (interval) {
    case "hour":
      return (start) => ({
        label: `${longDay(start)}, ${hour(start)}`,
        short: (count > HOURS_OF_A_DAY ? day : hour)(start),
      });
    case "day":
      return (start) => ({ label: longDay(start), short: day(start) });
    case "week":
      return (start) => ({ label: `From ${longDay(start)}`, short: day(start) });
    case "month":
      return (start) => ({ label: longMonth(start), short: month(start) });
  }
}

/** "9–15 Nov 2026"; the end is the first moment that is too late. */
export function daysWords({ start, end }: Analytics["period"], timeZone: string): string {
  const words = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone });
  return words.formatRange(new Date(start), new Date(Date.parse(end) - 1));
}
