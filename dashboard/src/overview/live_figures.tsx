import type { Dashboard } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { urgencyOfWait } from "../inbox/urgency";
import { Skeleton } from "../parts/skeleton";
import { stopwatch } from "../text/time";
import { useSeconds } from "../text/use_now";
import styles from "./overview.module.css";

type Overview = Dashboard & { heardAt: number };

/** Who waits, who is helped and who helps. */
export function LiveFigures({ overview }: { overview: Overview | undefined }) {
  const live = overview?.live;
  return (
    <dl className={styles.live} aria-busy={!overview}>
      <Live label="Waiting for a person" href="/queue">
        {live?.pending}
      </Live>
      <Live label="Longest wait" href="/queue">
        {overview && <LongestWait seconds={overview.live.longest_wait_seconds} heardAt={overview.heardAt} />}
      </Live>
      <Live label="In agents’ hands" href="/inbox/all">
        {live?.active}
      </Live>
      <Live label="Agents online" href="/team">
        {live && (
          <>
            {live.online_agents} <span className={styles.of}>of {live.agents}</span>
          </>
        )}
      </Live>
    </dl>
  );
}

function Live({ label, href, children }: { label: string; href: string; children: ReactNode }) {
  return (
    <div className={styles.liveFigure}>
      <dt>
        <Link href={href}>{label}</Link>
      </dt>
      <dd>{children ?? <Skeleton width="3rem" height="2rem" />}</dd>
    </div>
  );
}

/** It goes on growing from the moment at which it was told. */
function LongestWait({ seconds, heardAt }: { seconds: number | null; heardAt: number }) {
  const now = useSeconds();
  if (seconds === null) return <span className={styles.nobody}>–</span>;
  const waited = seconds + Math.max(0, now - heardAt) / 1000;
  const urgency = urgencyOfWait(waited);
  return <span className={clsx(urgency !== "calm" && styles[urgency])}>{stopwatch(waited)}</span>;
}
