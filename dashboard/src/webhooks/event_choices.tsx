import { CircleAlert } from "lucide-react";
import { useId } from "react";
import field from "../parts/field.module.css";
import styles from "./event_choices.module.css";
import { EVENTS, type EventType } from "./words";

interface Props {
  values: readonly EventType[];
  onChange: (values: readonly EventType[]) => void;
  error?: string | undefined;
}

/** What the webhook is told of: any of them, or all at once. */
export function EventChoices({ values, onChange, error }: Props) {
  const id = useId();
  const hasAll = values.length === EVENTS.length;
  const toggle = (value: EventType) =>
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
  return (
    <fieldset className={styles.group} aria-describedby={error ? id : undefined}>
      <legend className={field.label}>Events</legend>
      <button
        type="button"
        className={styles.all}
        onClick={() => onChange(hasAll ? [] : EVENTS.map(({ value }) => value))}
      >
        {hasAll ? "Choose none" : "Choose all"}
      </button>
      <div className={styles.choices}>
        {EVENTS.map(({ value, about }) => (
          <label key={value} className={styles.choice}>
            <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
            <span className={styles.words}>
              <code>{value}</code>
              <span className={styles.about}>{about}</span>
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p className={field.error} id={id} role="alert">
          <CircleAlert size={14} aria-hidden="true" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
