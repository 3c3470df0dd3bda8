import { clsx } from "clsx";
import type { ReactNode } from "react";
import styles from "./parts.module.css";

interface Props {
  tone: "calm" | "alert" | "breach";
  children: ReactNode;
  retry?: () => void;
}

/** A sentence about what is wrong or worth knowing, in the place where it matters. */
export function Notice({ tone, children, retry }: Props) {
  return (
    <div className={clsx(styles.notice, styles[tone])} role={tone === "calm" ? "status" : "alert"}>
      <p>{children}</p>
      {retry && (
        <button type="button" className={styles.retry} onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}
