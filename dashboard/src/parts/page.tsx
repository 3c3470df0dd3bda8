import type { ReactNode } from "react";
import styles from "./page.module.css";

interface Props {
  title: string;
  /** One sentence below the title. */
  about?: ReactNode;
  /** At the end of the header. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of one column: its title and what can be done on it stay, the rest scrolls. */
export function Page({ title, about, actions, children }: Props) {
  return (
    <div className={styles.frame}>
      <div className={styles.sheet}>
        <header className={styles.header}>
          <div className={styles.words}>
            <h1 className={styles.title}>{title}</h1>
            {about && <p className={styles.about}>{about}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
        <div className={styles.body}>{children}</div>
      </div>
    </div>
  );
}
