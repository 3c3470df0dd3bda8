import { clsx } from "clsx";
import { Zap } from "lucide-react";
import { Link } from "wouter";
import parts from "../parts/parts.module.css";
import { ago, fullMoment } from "../text/time";
import styles from "./bell.module.css";
import type { Gathered } from "./listing";

interface Props {
  row: Gathered;
  now: number;
  open: () => void;
}

/** Who, what and when; a click is on its way to the conversation. */
export function NotificationRow({ row: { latest, count, isUnread }, now, open }: Props) {
  return (
    <Link
      href={`/inbox/${latest.reason === "escalated" ? "queue" : "mine"}/${latest.conversation_id}`}
      className={clsx(styles.row, isUnread && styles.unread, latest.urgent && styles.urgent)}
      onClick={open}
    >
      <span className={styles.mark}>
        {latest.urgent && <Zap size={14} strokeWidth={2.2} aria-hidden="true" />}
        {isUnread && <span className={parts.visuallyHidden}>Unread. </span>}
      </span>
      <span className={styles.who}>
        {latest.title}
        {latest.urgent && <span className={styles.label}>Urgent</span>}
      </span>
      <time className={styles.when} dateTime={latest.created_at} title={fullMoment(latest.created_at)}>
        {ago(latest.created_at, now)}
      </time>
      <span className={styles.preview}>{latest.preview ?? "New message"}</span>
      {count > 1 && (
        <span className={styles.number}>
          {count}
          <span className={parts.visuallyHidden}>{latest.reason === "message" ? " messages" : " times"}</span>
        </span>
      )}
    </Link>
  );
}
