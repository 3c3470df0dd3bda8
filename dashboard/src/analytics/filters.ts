import type { AnalyticsQuery } from "@frontdesk/widget/client";
import { useSyncExternalStore } from "react";
import { type Days, daysOf, lengthOf, type Period } from "./periods";

export type Interval = NonNullable<AnalyticsQuery["interval"]>;

export const EVERYTHING = "everything";

export interface AnalyticsFilters {
  period: Period;
  /** What was chosen last, for days of one's own. */
  custom: Days | null;
  interval: Interval;
  /** "widget:…", "agent:…", "department:…" with its id, or the word for all. */
  of: string;
}

export const USUAL: AnalyticsFilters = { period: "week", custom: null, interval: "day", of: EVERYTHING };

/** Hours of more days than these are too many for one chart. */
const LONGEST_BY_HOUR = 7;
const PARAMETERS = { widget: "widget_id", agent: "agent_id", department: "department" } as const;

/** The days that are looked at. */
export function chosenDays({ period, custom }: AnalyticsFilters, today: string): Days {
  return period === "custom" ? (custom ?? daysOf("week", today)) : daysOf(period, today);
}

export function intervalsOf(days: Days): Interval[] {
  const length = lengthOf(days);
  return [
    ...(length <= LONGEST_BY_HOUR ? (["hour"] as const) : []),
    ...(length > 1 ? (["day"] as const) : []),
    ...(length > 7 ? (["week"] as const) : []),
    ...(length > 31 ? (["month"] as const) : []),
  ];
}

/** The one that was chosen where it can be had, else the one that tells this many days best. */
export function intervalOf(filters: AnalyticsFilters, days: Days): Interval {
  const possible = intervalsOf(days);
  if (possible.includes(filters.interval)) return filters.interval;
  return possible.includes("day") ? "day" : (possible[0] ?? "day");
}

export function queryOf(filters: AnalyticsFilters, today: string, timeZone: string): AnalyticsQuery {
  const days = chosenDays(filters, today);
  const [kind, id] = filters.of.split(":");
  const narrowed = id && kind && kind in PARAMETERS ? { [PARAMETERS[kind as keyof typeof PARAMETERS]]: id } : {};
  return { ...days, interval: intervalOf(filters, days), time_zone: timeZone, ...narrowed };
}

/** What is looked at; it stays so while the agent is elsewhere. */
export class AnalyticsFilterStore {
  private filters = USUAL;
  private readonly listeners = new Set<() => void>();

  current = (): AnalyticsFilters => this.filters;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change = (changes: Partial<AnalyticsFilters>): void => {
    this.filters = { ...this.filters, ...changes };
    for (const listener of this.listeners) listener();
  };

  /** For the next one to sign in. */
  clear = (): void => this.change(USUAL);
}

export const analyticsFilters = new AnalyticsFilterStore();

export function useAnalyticsFilters() {
  const filters = useSyncExternalStore(analyticsFilters.subscribe, analyticsFilters.current);
  return { filters, change: analyticsFilters.change };
}
