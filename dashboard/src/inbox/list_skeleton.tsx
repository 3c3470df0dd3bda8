import { Skeleton } from "../parts/skeleton";
import styles from "./conversation_list.module.css";

const PREVIEW_WIDTHS = ["82%", "64%", "90%", "55%", "74%", "68%"];

export function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading conversations">
      {PREVIEW_WIDTHS.map((width) => (
        <div key={width} className={styles.ghost}>
          <Skeleton width="2.25rem" height="2.25rem" round />
          <div className={styles.ghostLines}>
            <Skeleton width="42%" height="0.75rem" />
            <Skeleton width={width} height="0.75rem" />
          </div>
        </div>
      ))}
    </div>
  );
}
