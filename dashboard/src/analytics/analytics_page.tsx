import { type Analytics, isApiError } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { useRef } from "react";
import { CupDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import { Page } from "../parts/page";
import { useCommand } from "../shortcuts/running";
import { useNow } from "../text/use_now";
import styles from "./analytics_page.module.css";
import { ChartCards } from "./chart_cards";
import { ExportMenu } from "./export_menu";
import { FilterBar } from "./filter_bar";
import { chosenDays, EVERYTHING, queryOf, useAnalyticsFilters } from "./filters";
import { PeriodFigures } from "./period_figures";
import { dayIn, periodProblem } from "./periods";
import { useAnalytics } from "./queries";
import { TIME_ZONE } from "./time_zone";

/** How the desk has done over some days, beside as many days before them. */
export function AnalyticsPage() {
  const { filters, change } = useAnalyticsFilters();
  const today = dayIn(TIME_ZONE, useNow());
  const wrongDays = periodProblem(chosenDays(filters, today));
  const query = queryOf(filters, today, TIME_ZONE);
  const asked = useAnalytics(query, wrongDays === null);
  const { data, isError, isPlaceholderData, refetch } = asked;
  const refusedDays = isApiError(asked.error)
    ? asked.error.fieldErrors.find(({ field }) => field === "from")
    : undefined;
  const bar = useRef<HTMLDivElement>(null);
  useCommand("filter", () => bar.current?.querySelector<HTMLElement>("[role=combobox]")?.focus());
  return (
    <Page
      title="Analytics"
      about="How conversations have gone, and whether that is better than before."
      actions={<ExportMenu query={query} />}
    >
      <div ref={bar}>
        <FilterBar
          filters={filters}
          change={change}
          today={today}
          problem={wrongDays ?? refusedDays?.message ?? null}
        />
      </div>
      {isError && !refusedDays && (
        <div className={styles.problem}>
          <Notice tone="breach" retry={() => void refetch()}>
            The figures could not be loaded.
          </Notice>
        </div>
      )}
      {!(isError && !data) && (
        <div className={clsx(isPlaceholderData && styles.before)} aria-busy={isPlaceholderData}>
          <PeriodFigures analytics={data} />
          {data && <Charts analytics={data} isNarrowed={filters.of !== EVERYTHING} />}
        </div>
      )}
    </Page>
  );
}

function Charts({ analytics, isNarrowed }: { analytics: Analytics; isNarrowed: boolean }) {
  if (analytics.totals.conversations > 0) return <ChartCards analytics={analytics} isNarrowed={isNarrowed} />;
  return (
    <EmptyState drawing={<CupDrawing />} title="No conversation began in these days">
      {isNarrowed ? "Choose other days, or look at all conversations." : "Choose other days to look further back."}
    </EmptyState>
  );
}
