import type { Holiday } from "@frontdesk/widget/client";
import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "../parts/button";
import { Field, TextInput } from "../parts/field";
import { DayHours } from "./day_hours";
import styles from "./hours.module.css";
import type { HoursProblems } from "./hours_problems";

/** The contract's limit. */
const CEILING = 100;

interface Props {
  holidays: readonly Holiday[];
  onChange: (holidays: Holiday[]) => void;
  problems: HoursProblems;
}

/** Days that take the place of their weekday: closed, or with hours of their own. */
export function Holidays({ holidays, onChange, problems }: Props) {
  const replace = (place: number, changed: Partial<Holiday>) =>
    onChange(holidays.map((holiday, at) => (at === place ? { ...holiday, ...changed } : holiday)));
  return (
    <section className={styles.holidays} aria-label="Holidays">
      <h3>Holidays</h3>
      <p className={styles.about}>Each takes the place of its weekday. Without hours of its own it is closed.</p>
      {holidays.map((holiday, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a holiday's day may be empty, or there twice, while it is typed
        <div key={place} className={styles.holiday}>
          <Field label="Day" error={problems[`holidays.${place}.date`]}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                value={holiday.date}
                onChange={(event) => replace(place, { date: event.target.value })}
              />
            )}
          </Field>
          <Field label="Name" isOptional error={problems[`holidays.${place}.name`]}>
            {(control) => (
              <TextInput
                {...control}
                value={holiday.name ?? ""}
                onChange={(event) => replace(place, { name: event.target.value || null })}
              />
            )}
          </Field>
          <IconButton
            className={styles.drop}
            label={`Remove the holiday ${holiday.name || holiday.date}`}
            onClick={() => onChange(holidays.filter((_, at) => at !== place))}
          >
            <Trash2 size={15} />
          </IconButton>
          <DayHours
            name={holiday.name || `Holiday ${place + 1}`}
            intervals={holiday.hours}
            onChange={(hours) => replace(place, { hours })}
            problems={problems}
            field={`holidays.${place}.hours`}
          />
        </div>
      ))}
      {holidays.length < CEILING && (
        <Button onClick={() => onChange([...holidays, { date: "", name: null, hours: [] }])}>
          <Plus size={15} aria-hidden="true" />
          Add a holiday
        </Button>
      )}
    </section>
  );
}
