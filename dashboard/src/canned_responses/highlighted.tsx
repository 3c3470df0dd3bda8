import { clsx } from "clsx";
import styles from "./canned_responses.module.css";
import { isVariable, segmentsOf } from "./variables";

/** A body whose variables stand out; those that are none stand out as mistakes. */
export function Highlighted({ body, known }: { body: string; known: readonly string[] }) {
  return keyed(body).map(({ key, segment }) =>
    segment.kind === "text" ? (
      <span key={key}>{segment.text}</span>
    ) : (
      <mark key={key} className={clsx(styles.variable, !isVariable(segment.name, known) && styles.unknown)}>
        {segment.text}
      </mark>
    ),
  );
}

/** A body as the visitor reads it, with a sample where each variable stands. */
export function Filled({ body, sample }: { body: string; sample: (variable: string) => string }) {
  return keyed(body).map(({ key, segment }) =>
    segment.kind === "text" ? (
      <span key={key}>{segment.text}</span>
    ) : (
      <mark key={key} className={styles.sample}>
        {sample(segment.name)}
      </mark>
    ),
  );
}

function keyed(body: string) {
  let start = 0;
  return segmentsOf(body).map((segment) => {
    const key = start;
    start += segment.text.length;
    return { key, segment };
  });
}
