import { CircleAlert, Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import styles from "./sign_in.module.css";

interface Props {
  label: string;
  name: string;
  type: "email" | "password";
  autoComplete: string;
  autoFocus?: boolean;
  /** What to say when it is left empty. */
  missing: string;
  problem: string | null;
}

export function Field({ label, name, type, autoComplete, autoFocus, missing, problem }: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control}>
        <input
          id={id}
          name={name}
          type={shown ? "text" : type}
          autoComplete={autoComplete}
          // biome-ignore lint/a11y/noAutofocus: the page has this one purpose
          autoFocus={autoFocus}
          autoCapitalize="none"
          spellCheck={false}
          data-missing={missing}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
        />
        {type === "password" && (
          <button
            type="button"
            className={styles.reveal}
            aria-label={shown ? "Hide the password" : "Show the password"}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff size={16} /> : <Eye size={16} />}
          </button>
        )}
      </div>
      {problem && (
        <p className={styles.problem} id={`${id}-problem`} role="alert">
          <CircleAlert size={14} aria-hidden="true" />
          {problem}
        </p>
      )}
    </div>
  );
}
