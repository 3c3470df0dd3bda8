import type { ReactNode } from "react";
import { Button } from "../parts/button";
import { DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { BellMark } from "../parts/wordmark";
import styles from "./full_page.module.css";

export function FullPageWait() {
  return (
    <div className={styles.page} role="status" aria-label="Loading Frontdesk">
      <span className={styles.mark}>
        <BellMark size={40} />
      </span>
    </div>
  );
}

export function FullPageProblem({ children, retry }: { children: ReactNode; retry: () => void }) {
  return (
    <main className={styles.page}>
      <EmptyState
        drawing={<DoorDrawing />}
        title="The door does not open"
        action={<Button onClick={retry}>Try again</Button>}
      >
        {children}
      </EmptyState>
    </main>
  );
}
