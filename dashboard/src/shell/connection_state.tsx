import type { ConnectionState as State } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { useSnapshot } from "../app/work";
import styles from "./shell.module.css";

const LOOK: Record<State, { words: string; style: "live" | "polling" | "reconnecting" }> = {
  idle: { words: "Connecting…", style: "reconnecting" },
  connecting: { words: "Reconnecting…", style: "reconnecting" },
  live: { words: "Live", style: "live" },
  polling: { words: "Slow connection: polling", style: "polling" },
  offline: { words: "No network", style: "reconnecting" },
};

export function ConnectionState() {
  const { words, style } = LOOK[useSnapshot().connection];
  return (
    <p className={clsx(styles.connection, styles[style])} role="status" title={words}>
      <span className={styles.lamp} />
      <span className={styles.words}>{words}</span>
    </p>
  );
}
