import type { Analytics } from "@frontdesk/widget/client";
import { percent } from "../text/numbers";
import styles from "./analytics_page.module.css";
import { figure } from "./figures";
import { daysWords } from "./interval_words";
import { type KeyFigure, KeyFigures } from "./key_figures";
import { TIME_ZONE_WORDS } from "./time_zone";

/** The whole period at a glance. */
export function PeriodFigures({ analytics }: { analytics: Analytics | undefined }) {
  return (
    <>
      <KeyFigures label="The whole period" figures={keyFiguresOf(analytics)} across={6} isLoading={!analytics} />
      <p className={styles.compared}>
        {analytics && comparison(analytics)}
        Days and hours are those of {TIME_ZONE_WORDS}.
      </p>
    </>
  );
}

function comparison({ period, previous, time_zone }: Analytics): string {
  return `${daysWords(period, time_zone)}, compared with ${daysWords(previous.period, time_zone)}. `;
}

export function keyFiguresOf(analytics: Analytics | undefined): KeyFigure[] {
  const now = analytics?.totals;
  const before = analytics?.previous.totals;
  return [
    {
      label: "Conversations",
      unit: "count",
      now: now?.conversations,
      before: before?.conversations,
      beside: now && now.abandoned > 0 ? `${figure(now.abandoned, "count")} abandoned` : undefined,
    },
    {
      label: "First response",
      unit: "seconds",
      now: now?.first_response.median_seconds,
      before: before?.first_response.median_seconds,
      better: "less",
    },
    {
      label: "Resolution",
      unit: "seconds",
      now: now?.resolution.median_seconds,
      before: before?.resolution.median_seconds,
      better: "less",
    },
    {
      label: "Wait in the queue",
      unit: "seconds",
      now: now?.wait.median_seconds,
      before: before?.wait.median_seconds,
      better: "less",
    },
    {
      label: "Rating",
      unit: "stars",
      now: now?.satisfaction.average,
      before: before?.satisfaction.average,
      better: "more",
      beside:
        now && now.satisfaction.response_rate !== null ? `${percent(now.satisfaction.response_rate)} rated` : undefined,
    },
    {
      label: "Solved by the bot",
      unit: "share",
      now: now?.bot.deflection_rate,
      before: before?.bot.deflection_rate,
      better: "more",
    },
  ];
}
