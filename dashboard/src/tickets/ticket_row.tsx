import type { TicketSummary } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { memo } from "react";
import { Avatar } from "../parts/avatar";
import { PRIORITY_WORDS } from "../text/priority";
import { ago, fullMoment } from "../text/time";
import { PriorityIcon, TicketStatusBadge } from "./marks";
import styles from "./ticket_list.module.css";
import { isDone, requesterName } from "./words";

interface Props {
  ticket: TicketSummary;
  href: string;
  isOpen: boolean;
  isTabStop: boolean;
  now: number;
}

/** One line where there is room for columns, else two. */
export const TicketRow = memo(function TicketRow({ ticket, href, isOpen, isTabStop, now }: Props) {
  const { number, subject, priority, status, assignee, created_at: at } = ticket;
  return (
    <a
      href={href}
      className={clsx(styles.row, isOpen && styles.open, isDone(ticket) && styles.done)}
      aria-current={isOpen ? "true" : undefined}
      data-row={number}
      tabIndex={isTabStop ? 0 : -1}
    >
      <span className={styles.number}>#{number}</span>
      <span className={styles.subject}>{subject}</span>
      <span className={styles.requester}>{requesterName(ticket)}</span>
      <span className={clsx(styles.priority, (priority === "normal" || priority === "low") && styles.usual)}>
        <PriorityIcon priority={priority} />
        <span className={styles.words}>
          <span className={styles.said}>Priority: </span>
          {PRIORITY_WORDS[priority]}
        </span>
      </span>
      <span className={styles.status}>
        <TicketStatusBadge status={status} />
      </span>
      <span className={styles.assignee}>
        {assignee ? (
          <>
            <Avatar id={assignee.id} name={assignee.name} size={20} />
            <span className={styles.words}>
              <span className={styles.said}>Assigned to </span>
              {assignee.name}
            </span>
          </>
        ) : (
          <span className={clsx(styles.words, styles.nobody)}>Nobody</span>
        )}
      </span>
      <time className={styles.age} dateTime={at} title={`Made ${fullMoment(at)}`}>
        <span aria-hidden="true">{ago(at, now)}</span>
        <span className={styles.said}>Made {fullMoment(at)}</span>
      </time>
    </a>
  );
});
