import type { Agent } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import styles from "./team.module.css";

/** From here on the bar warns: one conversation more, and nothing is routed to them. */
const NEARLY_FULL = 0.8;

/** Draws what the words beside it say. */
export function WorkloadBar({ agent }: { agent: Agent }) {
  const { current_chats: current, max_concurrent_chats: maximum } = agent;
  const used = Math.min(1, current / maximum);
  return (
    <div
      className={clsx(styles.bar, used >= 1 ? styles.full : used >= NEARLY_FULL && styles.nearlyFull)}
      aria-hidden="true"
    >
      <span style={{ width: `${used * 100}%` }} />
    </div>
  );
}
