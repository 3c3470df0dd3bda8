import { clsx } from "clsx";
import type { CSSProperties } from "react";
import { percent } from "../text/numbers";
import styles from "./bot_answer.module.css";

interface Props {
  confidence: number;
  /** From there on, the bot answers. */
  threshold: number;
}

/** How sure the bot was, and how sure it had to be. */
export function Confidence({ confidence, threshold }: Props) {
  const look = { "--share": `${confidence * 100}%`, "--needed": `${threshold * 100}%` } as CSSProperties;
  return (
    <span className={styles.confidence} title={`${percent(confidence)} sure; it answers from ${percent(threshold)} on`}>
      <span
        className={clsx(styles.meter, confidence < threshold && styles.unsure)}
        style={look}
        role="img"
        aria-label={`Confidence ${percent(confidence)}, threshold ${percent(threshold)}`}
      />
      <span aria-hidden="true">
        <strong>{percent(confidence)}</strong> sure, {percent(threshold)} needed
      </span>
    </span>
  );
}
