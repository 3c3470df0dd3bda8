import type { Totals } from "@frontdesk/widget/client";
import { type KeyFigure, KeyFigures } from "../analytics/key_figures";

/** What has begun since midnight, and what became of it. */
export function Today({ totals }: { totals: Totals | undefined }) {
  return <KeyFigures label="Today" figures={todaysFigures(totals)} across={4} isLoading={!totals} />;
}

export function todaysFigures(totals: Totals | undefined): KeyFigure[] {
  return [
    { label: "Conversations", unit: "count", now: totals?.conversations },
    { label: "Taken by an agent", unit: "count", now: totals?.handled },
    { label: "Resolved", unit: "count", now: totals?.resolved },
    { label: "Abandoned in the queue", unit: "count", now: totals?.abandoned },
    { label: "First response", unit: "seconds", now: totals?.first_response.median_seconds, beside: "median" },
    { label: "Wait in the queue", unit: "seconds", now: totals?.wait.median_seconds, beside: "median" },
    {
      label: "Rating",
      unit: "stars",
      now: totals?.satisfaction.average,
      beside: `${totals?.satisfaction.rated ?? 0} rated`,
    },
    { label: "Solved by the bot", unit: "share", now: totals?.bot.deflection_rate },
  ];
}
