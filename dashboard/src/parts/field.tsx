import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import styles from "./field.module.css";

/** What a control needs so that its label, hint and error belong to it. */
export interface FieldControl {
  id: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** Stands in the hint's place. */
  error?: string | null | undefined;
  isOptional?: boolean;
  children: (control: FieldControl) => ReactNode;
}

/** A label above a control; below it a hint, or what is wrong. */
export function Field({ label, hint, error, isOptional, children }: FieldProps) {
  const id = useId();
  const below = error || hint ? `${id}-below` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {isOptional && <span className={styles.optional}> optional</span>}
      </label>
      {children({ id, "aria-describedby": below, "aria-invalid": error ? true : undefined })}
      {error ? (
        <p className={styles.error} id={below} role="alert">
          <CircleAlert size={14} aria-hidden="true" />
          {error}
        </p>
      ) : (
        hint && (
          <p className={styles.hint} id={below}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  return <input type="text" className={`${styles.input} ${className ?? ""}`} {...rest} />;
}

export function TextArea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={`${styles.input} ${styles.area} ${className ?? ""}`} {...rest} />;
}
