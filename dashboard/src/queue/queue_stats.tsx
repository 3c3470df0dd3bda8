import type { Priority } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { urgencyOfWait } from "../inbox/urgency";
import { Skeleton } from "../parts/skeleton";
import { stopwatch } from "../text/time";
import { useSeconds } from "../text/use_now";
import { useQueueStats } from "./queries";
import styles from "./queue_page.module.css";

const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

/** The queue at a glance. */
export function QueueFigures() {
  const { data } = useQueueStats();
  return (
    <dl className={styles.figures} aria-busy={!data}>
      <Figure label="Waiting">{data ? data.total : <Skeleton width="2rem" height="1.5rem" />}</Figure>
      <Figure label="Longest wait">
        {data ? (
          <LongestWait seconds={data.longest_wait_seconds ?? null} at={data.at} />
        ) : (
          <Skeleton width="4rem" height="1.5rem" />
        )}
      </Figure>
      <div className={styles.figure}>
        <dt>By priority</dt>
        <dd className={styles.priorities}>
          {PRIORITIES.map((priority) => (
            <span key={priority} className={clsx(styles.share, !data?.by_priority[priority] && styles.none)}>
              <span className={clsx(styles.mark, styles[priority])} aria-hidden="true" />
              <strong>{data?.by_priority[priority] ?? 0}</strong> {priority}
            </span>
          ))}
        </dd>
      </div>
    </dl>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd className={styles.number}>{children}</dd>
    </div>
  );
}

/** It goes on growing from the moment at which it was told. */
function LongestWait({ seconds, at }: { seconds: number | null; at: number }) {
  const now = useSeconds();
  if (seconds === null) return <span className={styles.none}>–</span>;
  const waited = seconds + Math.max(0, now - at) / 1000;
  return <span className={styles[urgencyOfWait(waited)]}>{stopwatch(waited)}</span>;
}
