import { Switch as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import styles from "./field.module.css";

interface Props {
  label: string;
  hint?: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
}

/** On or off, at once, with what it means before it. */
export function Switch({ label, hint, isOn, onChange, isDisabled = false }: Props) {
  const id = useId();
  return (
    <div className={styles.switchRow}>
      <div className={styles.switchWords}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {hint && (
          <p className={styles.hint} id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <Radix.Root
        id={id}
        className={styles.switch}
        checked={isOn}
        onCheckedChange={onChange}
        disabled={isDisabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        <Radix.Thumb className={styles.thumb} />
      </Radix.Root>
    </div>
  );
}
