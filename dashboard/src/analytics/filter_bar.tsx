import { Field, TextInput } from "../parts/field";
import { type Option, Select } from "../parts/select";
import styles from "./filter_bar.module.css";
import { type AnalyticsFilters, chosenDays, type Interval, intervalOf, intervalsOf } from "./filters";
import { Narrowing } from "./narrowing";
import type { Days, Period } from "./periods";

const PERIODS: readonly Option<Period>[] = [
  { value: "today", label: "Today" },
  { value: "week", label: "Last 7 days" },
  { value: "month", label: "Last 28 days" },
  { value: "custom", label: "Other days…" },
];
const INTERVALS: Record<Interval, string> = { hour: "By hour", day: "By day", week: "By week", month: "By month" };

interface Props {
  filters: AnalyticsFilters;
  change: (changes: Partial<AnalyticsFilters>) => void;
  today: string;
  /** What is wrong with the days. */
  problem: string | null;
}

/** Each choice counts at once. */
export function FilterBar({ filters, change, today, problem }: Props) {
  const days = chosenDays(filters, today);
  const choice = styles.choice ?? "";
  return (
    <search className={styles.bar} aria-label="What the figures are of">
      <Select
        aria-label="Period"
        className={choice}
        value={filters.period}
        // Other days begin as those that one has just looked at.
        onChange={(period) => change({ period, ...(period === "custom" ? { custom: days } : {}) })}
        options={PERIODS}
      />
      <Select
        aria-label="Interval"
        className={choice}
        value={intervalOf(filters, days)}
        onChange={(interval) => change({ interval })}
        options={intervalsOf(days).map((value) => ({ value, label: INTERVALS[value] }))}
      />
      <Narrowing className={choice} value={filters.of} onChange={(of) => change({ of })} />
      {filters.period === "custom" && (
        <div className={styles.days}>
          <Day label="First day" name="from" {...{ days, change, today, problem }} />
          <Day label="Last day" name="to" {...{ days, change, today }} />
        </div>
      )}
    </search>
  );
}

interface DayProps extends Pick<Props, "change" | "today"> {
  label: string;
  name: keyof Days;
  days: Days;
  problem?: string | null;
}

function Day({ label, name, days, change, today, problem }: DayProps) {
  return (
    <Field label={label} error={problem}>
      {(control) => (
        <TextInput
          {...control}
          type="date"
          max={today}
          value={days[name]}
          onChange={(event) => change({ custom: { ...days, [name]: event.target.value } })}
        />
      )}
    </Field>
  );
}
