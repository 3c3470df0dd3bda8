import type { Analytics } from "@frontdesk/widget/client";
import { ChartCard } from "./chart_card";
import { BarsChart } from "./charts/bars_chart";
import { agentsSheet } from "./sheets";

/** Who has handled how many conversations, and how it went. */
export function AgentsCard({ analytics }: { analytics: Analytics }) {
  const sheet = agentsSheet(analytics);
  return (
    <ChartCard
      sheet={sheet}
      about="Conversations count for who has them now, or had them last. Times are medians."
      none="Nobody has handled any."
      startsAs="table"
      drawn={1}
      isWide
    >
      <BarsChart sheet={sheet} />
    </ChartCard>
  );
}
