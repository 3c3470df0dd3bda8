import type { ReactNode } from "react";
import { Navigation } from "./navigation";
import styles from "./shell.module.css";

/** Every page of the dashboard: navigation beside it, or below it on a phone. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById("page")?.focus()}>
        Skip to the page
      </button>
      <Navigation />
      <main id="page" tabIndex={-1} className={styles.page}>
        {children}
      </main>
    </div>
  );
}
