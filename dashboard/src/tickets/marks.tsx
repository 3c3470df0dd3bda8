import type { Priority, TicketStatus } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { ChevronDown, ChevronsUp, Equal, Flame, type LucideIcon } from "lucide-react";
import styles from "./marks.module.css";
import { TICKET_STATUS_WORDS } from "./words";

const ICONS: Record<Priority, LucideIcon> = { urgent: Flame, high: ChevronsUp, normal: Equal, low: ChevronDown };

export function PriorityIcon({ priority }: { priority: Priority }) {
  const Icon = ICONS[priority];
  return <Icon className={styles[priority]} size={14} strokeWidth={2.2} aria-hidden="true" />;
}

export function TicketStatusBadge({ status }: { status: TicketStatus }) {
  return <span className={clsx(styles.status, styles[status])}>{TICKET_STATUS_WORDS[status]}</span>;
}
