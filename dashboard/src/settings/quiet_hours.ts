import { isApiError, type QuietHours } from "@frontdesk/widget/client";

export const FIELDS = ["start", "end", "time_zone"] as const;

export type QuietField = (typeof FIELDS)[number];
export type Problems = Partial<Record<QuietField | "rest", string>>;

/** A night, where the agent is. */
export function usualNight(): QuietHours {
  return { start: "22:00", end: "07:00", time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** "22:00:00" as a time field writes it. */
export function asEntered({ start, end, time_zone }: QuietHours): QuietHours {
  return { start: start.slice(0, 5), end: end.slice(0, 5), time_zone };
}

export function isSame(one: QuietHours, other: QuietHours): boolean {
  return FIELDS.every((field) => asEntered(one)[field] === asEntered(other)[field]);
}

/** What needs no server to be seen. */
export function problemsOf({ start, end, time_zone }: QuietHours): Problems {
  return {
    ...(start === "" ? { start: "Enter when they begin." } : {}),
    ...(end === "" ? { end: "Enter when they end." } : start === end ? { end: "They would end as they begin." } : {}),
    ...(time_zone.trim() === "" ? { time_zone: "Enter a time zone." } : {}),
  };
}

/** A refusal of the server's, each at its field: it names them "quiet_hours.time_zone". */
export function refusedProblems(error: unknown): Problems {
  if (!error) return {};
  if (!isApiError(error)) return { rest: "This could not be saved. Please try again." };
  const problems: Problems = {};
  for (const { field, message } of error.fieldErrors) {
    const last = field.split(".").at(-1);
    problems[FIELDS.find((name) => name === last) ?? "rest"] ??= message;
  }
  return Object.keys(problems).length > 0 ? problems : { rest: error.message };
}
