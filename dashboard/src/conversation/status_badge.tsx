import type { Status } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import styles from "./conversation_header.module.css";

const WORDS: Record<Status, string> = {
  pending: "In the queue",
  active: "Active",
  waiting: "Waiting for visitor",
  resolved: "Resolved",
  closed: "Closed",
};

export function StatusBadge({ status }: { status: Status }) {
  return <span className={clsx(styles.badge, styles[status])}>{WORDS[status]}</span>;
}
