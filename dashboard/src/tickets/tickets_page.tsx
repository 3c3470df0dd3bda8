import { clsx } from "clsx";
import { Redirect, useParams } from "wouter";
import { TicketList } from "./ticket_list";
import { TicketPane } from "./ticket_pane";
import styles from "./tickets_page.module.css";

const NUMBER = /^[1-9]\d{0,8}$/;

/** The list alone, or beside the ticket that is open; on a phone one at a time. */
export function TicketsPage() {
  const { number } = useParams<{ number?: string }>();
  if (number !== undefined && !NUMBER.test(number)) return <Redirect to="/tickets" replace />;
  const open = number === undefined ? null : Number(number);
  return (
    <div className={clsx(styles.page, open !== null && styles.reading)}>
      <div className={styles.list}>
        <TicketList openNumber={open} />
      </div>
      {open !== null && <TicketPane key={open} number={open} />}
    </div>
  );
}
