import { Link } from "wouter";
import { TIME_ZONE_WORDS } from "../analytics/time_zone";
import { Notice } from "../parts/notice";
import { Page } from "../parts/page";
import { LiveFigures } from "./live_figures";
import styles from "./overview.module.css";
import { Present } from "./present";
import { useFollowOverview, useOverview } from "./queries";
import { Today } from "./today";

/** The desk at this moment, and how the day has gone so far. */
export function OverviewPage() {
  useFollowOverview();
  const { data, isError, refetch } = useOverview();
  return (
    <Page title="Overview" about="The desk at this moment, and how the day has gone so far.">
      {isError && (
        <div className={styles.problem}>
          <Notice tone="breach" retry={() => void refetch()}>
            {data
              ? "The figures are not up to date: they could not be loaded again."
              : "The figures could not be loaded."}
          </Notice>
        </div>
      )}
      {(data || !isError) && (
        <>
          <section className={styles.section} aria-labelledby="overview-now">
            <h2 id="overview-now" className={styles.heading}>
              Now
            </h2>
            <LiveFigures overview={data} />
          </section>
          <section className={styles.section} aria-labelledby="overview-today">
            <div className={styles.line}>
              <h2 id="overview-today" className={styles.heading}>
                Today
              </h2>
              <p className={styles.aside}>
                Since midnight, {TIME_ZONE_WORDS} · <Link href="/analytics">All figures</Link>
              </p>
            </div>
            <Today totals={data?.today} />
          </section>
        </>
      )}
      <Present />
    </Page>
  );
}
