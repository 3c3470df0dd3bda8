import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import field from "../parts/field.module.css";
import styles from "./choices.module.css";

interface Choice<Value extends string> {
  value: Value;
  label: string;
  about?: string;
  mark?: ReactNode;
}

interface Props<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  hint?: ReactNode;
  error?: string | undefined;
  /** Cards below each other, buttons in a line, or the four corners of a page. */
  look?: "cards" | "line" | "corners";
}

/** One of a few, all of them on the screen. */
export function Choices<Value extends string>(props: Props<Value>) {
  const { label, choices, value, onChange, hint, error, look = "line" } = props;
  const id = useId();
  const below = error || hint ? `${id}-below` : undefined;
  return (
    <fieldset className={styles.group} aria-describedby={below}>
      <legend className={field.label}>{label}</legend>
      <div className={styles[look]}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.mark}
            <span className={styles.words}>
              <span className={styles.label}>{choice.label}</span>
              {choice.about && <span className={styles.about}>{choice.about}</span>}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p className={field.error} id={below} role="alert">
          <CircleAlert size={14} aria-hidden="true" />
          {error}
        </p>
      ) : (
        hint && (
          <p className={field.hint} id={below}>
            {hint}
          </p>
        )
      )}
    </fieldset>
  );
}

interface ManyProps {
  label: string;
  choices: readonly { value: string; label: string }[];
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** What is said where there is nothing to choose. */
  none: string;
  error?: string | undefined;
}

/** Any number of several. */
export function ManyChoices({ label, choices, values, onChange, none, error }: ManyProps) {
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
  return (
    <fieldset className={styles.group}>
      <legend className={field.label}>{label}</legend>
      {choices.length === 0 && <p className={field.hint}>{none}</p>}
      <div className={styles.line}>
        {choices.map(({ value, label: words }) => (
          <label key={value} className={styles.choice}>
            <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
            <span className={styles.label}>{words}</span>
          </label>
        ))}
      </div>
      {error && (
        <p className={field.error} role="alert">
          <CircleAlert size={14} aria-hidden="true" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
