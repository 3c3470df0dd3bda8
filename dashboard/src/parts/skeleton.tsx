import type { CSSProperties } from "react";
import styles from "./parts.module.css";

/** The shape of something that is on its way. */
export function Skeleton({ width, height, round }: { width: string; height: string; round?: boolean }) {
  const look: CSSProperties = { width, height, ...(round ? { borderRadius: "50%" } : {}) };
  return <div className={styles.skeleton} style={look} aria-hidden="true" />;
}
