import { type ReactNode, useId } from "react";
import styles from "./settings.module.css";

interface Props {
  title: string;
  about: ReactNode;
  children: ReactNode;
}

/** What it is about on the left, what can be chosen on the right. */
export function Section({ title, about, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.about}>
        <h2 id={id}>{title}</h2>
        <p>{about}</p>
      </div>
      <div className={styles.choices}>{children}</div>
    </section>
  );
}
