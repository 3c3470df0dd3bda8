import type { Analytics, Durations, EscalationReason, SeriesPoint } from "@frontdesk/widget/client";
import { intervalWords } from "./interval_words";
import type { Column, Row, Sheet } from "./sheet";
import { REASON_WORDS, WEEKDAYS } from "./words";

const DIMENSIONS = { hour: "Hour", day: "Day", week: "Week", month: "Month" } as const;
const HOURS_OF_A_DAY = 24;
const MEASURES: readonly Column[] = [
  { key: "median", label: "Median", unit: "seconds" },
  { key: "p90", label: "9 in 10 within", unit: "seconds" },
  { key: "mean", label: "Mean", unit: "seconds" },
  { key: "count", label: "Measured", unit: "count" },
];

/** How many conversations began, and what became of them. */
export function volumeSheet(analytics: Analytics): Sheet {
  return overTime(
    analytics,
    "Conversations",
    [
      { key: "conversations", label: "Begun", unit: "count" },
      { key: "handled", label: "Taken by an agent", unit: "count" },
      { key: "resolved", label: "Resolved", unit: "count" },
      { key: "abandoned", label: "Abandoned in the queue", unit: "count" },
    ],
    ({ conversations, handled, resolved, abandoned }) => ({ conversations, handled, resolved, abandoned }),
  );
}

export type Timed = "first_response" | "resolution" | "wait";

const TIMED_TITLES: Record<Timed, string> = {
  first_response: "First response",
  resolution: "Resolution",
  wait: "Wait in the queue",
};

export function timesSheet(analytics: Analytics, which: Timed): Sheet {
  return overTime(analytics, TIMED_TITLES[which], MEASURES, (point) => measured(point[which]));
}

function measured({ count, mean_seconds, median_seconds, p90_seconds }: Durations): Row["values"] {
  return { median: median_seconds, p90: p90_seconds, mean: mean_seconds, count };
}

function overTime(
  { series, interval, time_zone }: Analytics,
  title: string,
  columns: readonly Column[],
  valuesOf: (point: SeriesPoint) => Row["values"],
): Sheet {
  const words = intervalWords(interval, time_zone, series.length);
  const rows = series.map((point) => ({ key: point.start, ...words(point.start), values: valuesOf(point) }));
  const named = interval === "hour" && rows.length > HOURS_OF_A_DAY ? { namedEvery: HOURS_OF_A_DAY } : {};
  return { title, dimension: DIMENSIONS[interval], columns, rows, ...named };
}

export function hoursSheet({ by_hour }: Analytics): Sheet {
  const rows = by_hour.map((conversations, hour) => {
    const label = `${String(hour).padStart(2, "0")}:00`;
    return { key: label, label, short: String(hour), values: { conversations } };
  });
  return counted("Busiest hours", "Hour of the day", "conversations", rows);
}

export function weekdaysSheet({ by_weekday }: Analytics): Sheet {
  const rows = WEEKDAYS.map((label, day) => ({
    key: label,
    label,
    short: label.slice(0, 3),
    values: { conversations: by_weekday[day] ?? 0 },
  }));
  return counted("Busiest weekdays", "Weekday", "conversations", rows);
}

/** The best first. */
export function ratingsSheet({ totals }: Analytics): Sheet {
  const rows = [5, 4, 3, 2, 1].map((stars) => {
    const label = stars === 1 ? "1 star" : `${stars} stars`;
    return { key: label, label, values: { ratings: totals.satisfaction.distribution[stars - 1] ?? 0 } };
  });
  return counted("Ratings", "Rating", "ratings", rows);
}

/** Those that have happened, the most frequent first. */
export function escalationsSheet({ totals }: Analytics): Sheet {
  const rows = (Object.entries(totals.escalations) as [EscalationReason, number][])
    .filter(([, escalations]) => escalations > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, escalations]) => ({ key: reason, label: REASON_WORDS[reason], values: { escalations } }));
  return counted("Escalations", "Reason", "escalations", rows);
}

export function confidenceSheet({ totals }: Analytics): Sheet {
  const rows = totals.bot.confidence.map((answers, tenth) => {
    const label = `${tenth * 10} to ${(tenth + 1) * 10}%`;
    return { key: label, label, short: `${tenth * 10}%`, values: { answers } };
  });
  return counted("Bot’s confidence", "Confidence", "answers", rows);
}

/** What became of the conversations in which the bot took part. */
export function botSheet({ totals }: Analytics): Sheet {
  const { conversations, answered, deflected } = totals.bot;
  const rows = [
    { key: "conversations", label: "Bot took part", values: { conversations } },
    { key: "answered", label: "Bot answered", values: { conversations: answered } },
    { key: "deflected", label: "No person needed", values: { conversations: deflected } },
  ];
  return counted("Bot", "Conversations in which", "conversations", rows);
}

export function agentsSheet({ agents }: Analytics): Sheet {
  const columns: readonly Column[] = [
    { key: "handled", label: "Handled", unit: "count" },
    { key: "resolved", label: "Resolved", unit: "count" },
    { key: "first_response", label: "First response", unit: "seconds" },
    { key: "resolution", label: "Resolution", unit: "seconds" },
    { key: "average", label: "Rating", unit: "stars" },
    { key: "rated", label: "Ratings", unit: "count" },
    { key: "online", label: "Online", unit: "seconds" },
  ];
  const rows = agents.map((agent) => ({
    key: agent.agent_id,
    label: agent.name ?? "Removed agent",
    values: {
      handled: agent.handled,
      resolved: agent.resolved,
      first_response: agent.first_response.median_seconds,
      resolution: agent.resolution.median_seconds,
      average: agent.satisfaction.average,
      rated: agent.satisfaction.rated,
      online: agent.online_seconds,
    },
  }));
  return { title: "Agents", dimension: "Agent", columns, rows };
}

function counted(title: string, dimension: string, key: string, rows: readonly Row[]): Sheet {
  const label = key.charAt(0).toUpperCase() + key.slice(1);
  return { title, dimension, columns: [{ key, label, unit: "count" }], rows };
}
