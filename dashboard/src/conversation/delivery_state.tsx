import type { PendingMessage } from "@frontdesk/widget/client";
import { Check, CheckCheck, Clock3 } from "lucide-react";
import { useWork } from "../app/work";
import type { Line } from "./entries";
import styles from "./message_log.module.css";

/** How far one's own message has come: on its way, stored, read. */
export function DeliveryState({ line, visitorReadSeq }: { line: Line; visitorReadSeq: number }) {
  if (line.pending && line.pending.state !== "sent") {
    return (
      <span className={styles.state}>
        <Clock3 size={12} aria-hidden="true" /> Sending
      </span>
    );
  }
  const isRead = line.seq !== null && line.seq <= visitorReadSeq;
  const Icon = isRead ? CheckCheck : Check;
  return (
    <span className={isRead ? styles.read : styles.state}>
      <Icon size={13} aria-hidden="true" /> {isRead ? "Read" : "Sent"}
    </span>
  );
}

export function FailedLine({ message }: { message: PendingMessage }) {
  const { courier } = useWork();
  return (
    <p className={styles.failure} role="alert">
      Not sent. {message.failure?.message}
      <button type="button" onClick={() => void courier.retry(message.clientId)}>
        Try again
      </button>
      <button type="button" onClick={() => void courier.discard(message.clientId)}>
        Discard
      </button>
    </p>
  );
}
