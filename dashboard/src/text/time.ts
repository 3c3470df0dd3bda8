const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const fullDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** "14:05" */
export function timeOfDay(at: string): string {
  return clock.format(new Date(at));
}

/** "12 Nov 2026, 14:05" */
export function fullMoment(at: string): string {
  return moment.format(new Date(at));
}

/** "12 Nov, 14:05", with the year where it is another one. */
export function shortMoment(at: string, now = Date.now()): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return isThisYear ? `${dayAndMonth.format(new Date(at))}, ${timeOfDay(at)}` : fullMoment(at);
}

/** "14:05" of today, else "12 Nov, 14:05". */
export function recentMoment(at: string, now = Date.now()): string {
  return daysBetween(new Date(at), new Date(now)) === 0 ? timeOfDay(at) : shortMoment(at, now);
}

/** "12 Nov", of a calendar day as a date field writes it: "2026-11-12". */
export function shortDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return dayAndMonth.format(new Date(year, month - 1, date));
}

/** A wait that ticks: "0:42", "12:05", "1:02:09". */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** How long ago, in the room that a list row has: "now", "4m", "3h", "2d", then the date. */
export function ago(at: string, now: number): string {
  const elapsed = Math.max(0, now - Date.parse(at));
  if (elapsed < MINUTE) return "now";
  if (elapsed < HOUR) return `${Math.floor(elapsed / MINUTE)}m`;
  if (elapsed < DAY) return `${Math.floor(elapsed / HOUR)}h`;
  if (elapsed < 7 * DAY) return `${Math.floor(elapsed / DAY)}d`;
  return dayAndMonth.format(new Date(at));
}

/** A length of time in words: "45 seconds", "6 minutes", "2 hours 5 minutes". */
export function duration(seconds: number): string {
  if (seconds < 60) return counted(Math.max(0, Math.round(seconds)), "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return counted(minutes, "minute");
  const rest = minutes % 60;
  const hours = counted(Math.floor(minutes / 60), "hour");
  return rest === 0 ? hours : `${hours} ${counted(rest, "minute")}`;
}

/** What a day separator says. */
export function dayName(at: string, now: number): string {
  const days = daysBetween(new Date(at), new Date(now));
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return days > 1 && days < 7 ? weekday.format(new Date(at)) : fullDay.format(new Date(at));
}

export function isSameDay(one: string, other: string): boolean {
  return daysBetween(new Date(one), new Date(other)) === 0;
}

/** Calendar days, whatever the hour and even where a day has 23 or 25 of them. */
function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return (midnight(later) - midnight(earlier)) / DAY;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
