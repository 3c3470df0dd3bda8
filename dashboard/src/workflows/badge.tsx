import { clsx } from "clsx";
import type { ReactNode } from "react";
import styles from "./badge.module.css";

/** One word about the state of something. */
export function Badge({ tone, children }: { tone: "calm" | "alert" | "good"; children: ReactNode }) {
  return <span className={clsx(styles.badge, styles[tone])}>{children}</span>;
}
