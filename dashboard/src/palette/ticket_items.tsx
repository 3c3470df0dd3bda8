import type { Ticket } from "@frontdesk/widget/client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Ticket as TicketIcon } from "lucide-react";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { useSettled } from "../inbox/use_settled";
import { ticketKey } from "../tickets/queries";
import { requesterName, TICKET_STATUS_WORDS } from "../tickets/words";
import styles from "./palette.module.css";
import { FOUND } from "./score";

const PAUSE_MS = 200;

/** The ticket whose number is typed, with or without its sign. */
export function useNumberedTicket(words: string) {
  const { api } = useWork();
  const number = numberIn(useSettled(words.trim(), PAUSE_MS));
  const { data, isLoading } = useQuery({
    queryKey: ticketKey(number ?? 0),
    queryFn: () => api.ticketNumbered(number ?? 0),
    enabled: number !== null,
    retry: false,
  });
  return { ticket: number === null ? undefined : data, isLoading };
}

/** Null where it is not a number that a ticket can have. */
export function numberIn(words: string): number | null {
  return /^#?[1-9]\d{0,8}$/.test(words) ? Number(words.replace("#", "")) : null;
}

/** By which the palette knows the entry of a ticket. */
export function ticketValue({ number }: Ticket): string {
  return `${FOUND}ticket ${number}`;
}

export function TicketItem({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) {
  const [, navigate] = useLocation();
  const { number, subject, status } = ticket;
  return (
    <Command.Group heading="Tickets" className={styles.group}>
      <Command.Item
        value={ticketValue(ticket)}
        className={styles.item}
        onSelect={() => {
          onDone();
          navigate(`/tickets/${number}`);
        }}
      >
        <TicketIcon size={16} aria-hidden="true" />
        <span className={styles.name}>#{number}</span>
        <span className={styles.preview}>{subject}</span>
        <span className={styles.since}>
          {TICKET_STATUS_WORDS[status].toLowerCase()} · {requesterName(ticket)}
        </span>
      </Command.Item>
    </Command.Group>
  );
}
