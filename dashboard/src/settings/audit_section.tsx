import type { AuditEntry } from "@frontdesk/widget/client";
import { Button } from "../parts/button";
import { Notice } from "../parts/notice";
import { Skeleton } from "../parts/skeleton";
import { useAgents } from "../team/queries";
import { fullMoment, shortMoment } from "../text/time";
import { actorName, doneWords, isOfCompany } from "./audit_words";
import styles from "./company.module.css";
import { useAudit } from "./company_queries";
import { Section } from "./section";

/** For admins: who has changed what. */
export function AuditSection() {
  const { data, isError, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAudit();
  const entries = data?.pages.flatMap((page) => page.items);
  return (
    <Section
      title="Audit trail"
      about="Who has changed what, for two years. It names records, and never what they hold."
    >
      {entries ? (
        <Trail entries={entries} />
      ) : isError ? (
        <Notice tone="breach" retry={() => void refetch()}>
          The trail could not be loaded.
        </Notice>
      ) : (
        <Skeleton width="100%" height="8rem" />
      )}
      {hasNextPage && (
        <div>
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
            Show earlier ones
          </Button>
        </div>
      )}
    </Section>
  );
}

function Trail({ entries }: { entries: AuditEntry[] }) {
  const agents = useAgents().data ?? [];
  if (entries.length === 0) return <p className={styles.none}>Nobody has changed anything yet.</p>;
  return (
    <ul className={styles.trail} aria-label="Audit trail">
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry}>
          <span className={styles.done}>
            <b>{actorName(entry.by, agents)}</b> {doneWords(entry)}
          </span>
          <time className={styles.at} dateTime={entry.at} title={fullMoment(entry.at)}>
            {shortMoment(entry.at)}
          </time>
          {!isOfCompany(entry) && <span className={styles.record}>{entry.record_id}</span>}
        </li>
      ))}
    </ul>
  );
}
