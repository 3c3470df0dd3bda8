import type { Analytics, Durations, SeriesPoint, Totals } from "@frontdesk/widget/client";

export function durations(count: number, median = 12): Durations {
  const measured = (seconds: number) => (count > 0 ? seconds : null);
  return { count, mean_seconds: measured(15), median_seconds: measured(median), p90_seconds: measured(40) };
}

const SATISFACTION = { rated: 4, rateable: 8, average: 4, response_rate: 0.5, distribution: [1, 0, 0, 1, 2] };

export function totals(fields: Partial<Totals> = {}): Totals {
  return {
    conversations: 3,
    handled: 3,
    resolved: 2,
    abandoned: 1,
    first_response: durations(3),
    resolution: durations(2, 300),
    wait: durations(3),
    satisfaction: SATISFACTION,
    bot: {
      conversations: 6,
      answered: 5,
      deflected: 4,
      deflection_rate: 4 / 6,
      answers: 5,
      confidence: [0, 0, 0, 0, 0, 0, 0, 0, 0, 5],
    },
    escalations: {
      human_request: 1,
      low_confidence: 4,
      message_cap: 0,
      silence: 0,
      workflow: 0,
      requested: 0,
      agent: 0,
      queue_sla: 0,
      bot_failed: 0,
    },
    ...fields,
  };
}

function point(start: string, end: string, conversations: number): SeriesPoint {
  return {
    start,
    end,
    conversations,
    handled: conversations,
    resolved: conversations,
    abandoned: 0,
    first_response: durations(conversations),
    resolution: durations(conversations),
    wait: durations(conversations),
    satisfaction: SATISFACTION,
  };
}

/** Two days in Jakarta, of which the second was quiet. */
export function analytics(): Analytics {
  const [start, midnight, end] = ["2026-11-20T17:00:00.000Z", "2026-11-21T17:00:00.000Z", "2026-11-22T17:00:00.000Z"];
  const agent = { resolved: 1, first_response: durations(1), resolution: durations(1), satisfaction: SATISFACTION };
  return {
    period: { start, end },
    interval: "day",
    time_zone: "Asia/Jakarta",
    totals: totals(),
    previous: { period: { start: "2026-11-18T17:00:00.000Z", end: start }, totals: totals({ conversations: 2 }) },
    series: [point(start, midnight, 3), point(midnight, end, 0)],
    by_hour: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 0)),
    by_weekday: [0, 0, 0, 0, 0, 3, 0],
    agents: [
      { ...agent, agent_id: "a1", name: "Ana", handled: 2, online_seconds: 3600 },
      { ...agent, agent_id: "a2", name: null, handled: 1, online_seconds: 0 },
    ],
  };
}
