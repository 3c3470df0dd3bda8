import { Field, TextInput } from "../parts/field";
import styles from "./colour_field.module.css";
import { isColour } from "./contrast";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** By the browser's own palette, or written. */
export function ColourField({ label, value, onChange, error }: Props) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <div className={styles.colour}>
          <input
            type="color"
            className={styles.swatch}
            aria-label={`${label}: choose`}
            value={isColour(value) ? value : "#000000"}
            onChange={(event) => onChange(event.target.value)}
          />
          <TextInput
            {...control}
            className={styles.code}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={7}
            value={value}
            onChange={(event) => onChange(withHash(event.target.value))}
          />
        </div>
      )}
    </Field>
  );
}

/** Design tools copy colours with and without it. */
function withHash(typed: string): string {
  const text = typed.trim();
  return text === "" || text.startsWith("#") ? text : `#${text}`;
}
