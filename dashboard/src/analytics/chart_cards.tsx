import type { Analytics } from "@frontdesk/widget/client";
import { percent } from "../text/numbers";
import { AgentsCard } from "./agents_card";
import { ChartCard } from "./chart_card";
import { BarsChart } from "./charts/bars_chart";
import { ColumnsChart } from "./charts/columns_chart";
import { LinesChart } from "./charts/lines_chart";
import { figure } from "./figures";
import styles from "./sections.module.css";
import { isDense } from "./sheet";
import {
  botSheet,
  confidenceSheet,
  escalationsSheet,
  hoursSheet,
  ratingsSheet,
  type Timed,
  timesSheet,
  volumeSheet,
  weekdaysSheet,
} from "./sheets";

interface Props {
  analytics: Analytics;
  /** Agents are compared where all conversations are looked at. */
  isNarrowed: boolean;
}

export function ChartCards({ analytics, isNarrowed }: Props) {
  const volume = volumeSheet(analytics);
  const hours = hoursSheet(analytics);
  const weekdays = weekdaysSheet(analytics);
  return (
    <div className={styles.grid}>
      <ChartCard sheet={volume} about="By when they began." none="None began." drawn={isDense(volume) ? 1 : 2} isWide>
        <ColumnsChart sheet={volume} />
      </ChartCard>
      <ChartCard sheet={hours} about="Conversations that began in each hour." none="None began.">
        <ColumnsChart sheet={hours} />
      </ChartCard>
      <ChartCard sheet={weekdays} about="Conversations that began on each weekday." none="None began.">
        <ColumnsChart sheet={weekdays} />
      </ChartCard>
      <TimesCard
        analytics={analytics}
        which="first_response"
        about="From when a person was needed to their first words."
      />
      <TimesCard analytics={analytics} which="wait" about="Until somebody took the conversation." />
      <TimesCard analytics={analytics} which="resolution" about="From the first message to the end." />
      <RatingsCard analytics={analytics} />
      <BotCard analytics={analytics} />
      <ConfidenceCard analytics={analytics} />
      <EscalationsCard analytics={analytics} />
      {!isNarrowed && <AgentsCard analytics={analytics} />}
    </div>
  );
}

function TimesCard({ analytics, which, about }: { analytics: Analytics; which: Timed; about: string }) {
  const sheet = timesSheet(analytics, which);
  return (
    <ChartCard sheet={sheet} about={about} none="Nothing to measure yet.">
      <LinesChart sheet={sheet} />
    </ChartCard>
  );
}

function RatingsCard({ analytics }: { analytics: Analytics }) {
  const sheet = ratingsSheet(analytics);
  const { rated, average, response_rate } = analytics.totals.satisfaction;
  const about =
    response_rate === null
      ? `${figure(average, "stars")} on average.`
      : `${figure(average, "stars")} on average; ${percent(response_rate)} of those who could have rated.`;
  return (
    <ChartCard sheet={sheet} about={rated > 0 ? about : "What visitors thought of it."} none="Nobody has rated.">
      <BarsChart sheet={sheet} labelWidth={60} />
    </ChartCard>
  );
}

function BotCard({ analytics }: { analytics: Analytics }) {
  const sheet = botSheet(analytics);
  const rate = analytics.totals.bot.deflection_rate;
  return (
    <ChartCard
      sheet={sheet}
      about={rate === null ? "Conversations that it began." : `${percent(rate)} were solved without a person.`}
      none="The bot took part in none."
    >
      <BarsChart sheet={sheet} labelWidth={130} />
    </ChartCard>
  );
}

function ConfidenceCard({ analytics }: { analytics: Analytics }) {
  const sheet = confidenceSheet(analytics);
  return (
    <ChartCard sheet={sheet} about="How sure it was of its answers." none="The bot has answered nothing.">
      <ColumnsChart sheet={sheet} />
    </ChartCard>
  );
}

function EscalationsCard({ analytics }: { analytics: Analytics }) {
  const sheet = escalationsSheet(analytics);
  return (
    <ChartCard sheet={sheet} about="Why a person was called for." none="Nobody was called for." isWide>
      <BarsChart sheet={sheet} labelWidth={170} />
    </ChartCard>
  );
}
