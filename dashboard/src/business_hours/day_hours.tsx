import type { OpenInterval } from "@frontdesk/widget/client";
import { CircleAlert, Copy, Plus, X } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { IconButton } from "../parts/button";
import field from "../parts/field.module.css";
import menu from "../parts/menu.module.css";
import { INTERVAL_CEILING, isOvernight, WEEKDAYS, type Weekday, withInterval } from "./hours";
import styles from "./hours.module.css";
import type { HoursProblems } from "./hours_problems";

const WORKING_DAYS = WEEKDAYS.slice(0, 5);

interface Props {
  /** "Monday" */
  name: string;
  intervals: readonly OpenInterval[];
  onChange: (intervals: OpenInterval[]) => void;
  problems: HoursProblems;
  /** What problems call it: "week.monday" */
  field: string;
  /** Absent where there is nothing to copy to. */
  onCopy?: (to: readonly Weekday[]) => void;
}

/** The hours of one day: none where it is closed, and any number else. */
export function DayHours({ name, intervals, onChange, problems, field: part, onCopy }: Props) {
  const replace = (place: number, changed: Partial<OpenInterval>) =>
    onChange(intervals.map((interval, at) => (at === place ? { ...interval, ...changed } : interval)));
  return (
    <fieldset className={styles.day}>
      <legend>{name}</legend>
      <div className={styles.intervals}>
        {intervals.length === 0 && <p className={styles.closed}>Closed</p>}
        {intervals.map((interval, place) => (
          <IntervalRow
            // biome-ignore lint/suspicious/noArrayIndexKey: hours have no identity but their place
            key={place}
            day={name}
            place={place}
            interval={interval}
            onChange={(changed) => replace(place, changed)}
            onRemove={() => onChange(intervals.filter((_, at) => at !== place))}
            problem={problems[`${part}.${place}.opens`] ?? problems[`${part}.${place}.closes`]}
          />
        ))}
      </div>
      <div className={styles.tools}>
        {intervals.length < INTERVAL_CEILING && (
          <IconButton label={`Add hours on ${name}`} onClick={() => onChange(withInterval(intervals))}>
            <Plus size={16} />
          </IconButton>
        )}
        {onCopy && <CopyMenu name={name} onCopy={onCopy} />}
      </div>
    </fieldset>
  );
}

interface RowProps {
  day: string;
  place: number;
  interval: OpenInterval;
  onChange: (changed: Partial<OpenInterval>) => void;
  onRemove: () => void;
  problem: string | undefined;
}

function IntervalRow({ day, place, interval, onChange, onRemove, problem }: RowProps) {
  const which = place === 0 ? day : `${day}, ${place + 1}`;
  const below = problem ? `problem-${day}-${place}` : undefined;
  const shared = { type: "time", className: `${field.input} ${styles.time}`, "aria-describedby": below };
  return (
    <div className={styles.interval}>
      <input
        {...shared}
        aria-label={`${which}: opens`}
        aria-invalid={problem ? true : undefined}
        value={interval.opens}
        onChange={(event) => onChange({ opens: event.target.value })}
      />
      <span className={styles.dash} aria-hidden="true">
        –
      </span>
      <input
        {...shared}
        aria-label={`${which}: closes`}
        aria-invalid={problem ? true : undefined}
        value={interval.closes === "24:00" ? "00:00" : interval.closes}
        // A time field knows no 24:00, and nothing can close at the first moment of its day.
        onChange={({ target }) => onChange({ closes: target.value === "00:00" ? "24:00" : target.value })}
      />
      <button type="button" className={styles.remove} aria-label={`Remove ${which}`} onClick={onRemove}>
        <X size={14} />
      </button>
      {problem ? (
        <p className={`${field.error} ${styles.below}`} id={below} role="alert">
          <CircleAlert size={14} aria-hidden="true" />
          {problem}
        </p>
      ) : (
        <ClosesWhen interval={interval} />
      )}
    </div>
  );
}

function ClosesWhen({ interval }: { interval: OpenInterval }) {
  if (interval.closes === "24:00") return <span className={styles.when}>{wholeDay(interval)}</span>;
  if (isOvernight(interval)) return <span className={styles.when}>until the day after</span>;
  return null;
}

function wholeDay({ opens }: OpenInterval): string {
  return opens === "00:00" ? "the whole day" : "until midnight";
}

function CopyMenu({ name, onCopy }: { name: string; onCopy: (to: readonly Weekday[]) => void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={`Copy the hours of ${name}`}>
          <Copy size={15} />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className={menu.item} onSelect={() => onCopy(WORKING_DAYS)}>
            To Monday to Friday
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => onCopy(WEEKDAYS)}>
            To every day
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
