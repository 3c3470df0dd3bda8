import type { BusinessHours, Week } from "@frontdesk/widget/client";
import { useId } from "react";
import { Field, TextInput } from "../parts/field";
import { useNow } from "../text/use_now";
import { DayHours } from "./day_hours";
import { Holidays } from "./holidays";
import { copied, nameOf, WEEKDAYS, type Weekday } from "./hours";
import styles from "./hours.module.css";
import type { HoursProblems } from "./hours_problems";
import { isTimeZone, openingWords } from "./openings";

const ZONES = Intl.supportedValuesOf("timeZone");

interface Props {
  hours: BusinessHours;
  onChange: (hours: BusinessHours) => void;
  problems: HoursProblems;
  /** Whether people are there by these hours, while they are not those that are saved. */
  tellsNow: boolean;
}

/** A week, its time zone, and the days that are exceptions from it. */
export function HoursEditor({ hours, onChange, problems, tellsNow }: Props) {
  const zones = useId();
  const setWeek = (week: Week) => onChange({ ...hours, week });
  return (
    <>
      <div className={styles.zone}>
        <Field label="Time zone" error={problems.time_zone} hint="The hours below are what a clock there shows.">
          {(control) => (
            <TextInput
              {...control}
              list={zones}
              autoComplete="off"
              spellCheck={false}
              value={hours.time_zone}
              onChange={(event) => onChange({ ...hours, time_zone: event.target.value })}
            />
          )}
        </Field>
        <datalist id={zones}>
          {ZONES.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        {tellsNow && isTimeZone(hours.time_zone) && <Now hours={hours} />}
      </div>
      <section className={styles.week} aria-label="Week">
        {WEEKDAYS.map((day) => (
          <WeekdayHours key={day} day={day} week={hours.week} onChange={setWeek} problems={problems} />
        ))}
      </section>
      <Holidays
        holidays={hours.holidays}
        onChange={(holidays) => onChange({ ...hours, holidays })}
        problems={problems}
      />
    </>
  );
}

function Now({ hours }: { hours: BusinessHours }) {
  const now = useNow();
  return (
    <p className={styles.now} role="status">
      By these hours, once they are saved: {openingWords(hours, now)}
    </p>
  );
}

interface WeekdayProps {
  day: Weekday;
  week: Week;
  onChange: (week: Week) => void;
  problems: HoursProblems;
}

function WeekdayHours({ day, week, onChange, problems }: WeekdayProps) {
  return (
    <DayHours
      name={nameOf(day)}
      intervals={week[day]}
      onChange={(intervals) => onChange({ ...week, [day]: intervals })}
      problems={problems}
      field={`week.${day}`}
      onCopy={(to) => onChange(copied(week, day, to))}
    />
  );
}
