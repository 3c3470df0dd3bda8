import { Skeleton } from "../parts/skeleton";
import styles from "./message_log.module.css";

const WIDTHS = ["46%", "30%", "52%"];

export function LogSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the conversation">
      {WIDTHS.map((width, at) => (
        <div key={width} className={at === 1 ? styles.ghostMine : styles.ghost}>
          <Skeleton width={width} height="2.75rem" />
        </div>
      ))}
    </div>
  );
}
