import type { AgentConversation, TicketSummary, VisitorContext } from "@frontdesk/widget/client";
import { useState } from "react";
import { Link } from "wouter";
import { PRIORITY_WORDS } from "../text/priority";
import { shortMoment } from "../text/time";
import styles from "./context_pane.module.css";
import { Section } from "./context_section";
import { EarlierDialog } from "./earlier_dialog";
import { StatusBadge } from "./status_badge";

/** What the visitor has talked about before. Each opens over the conversation that one is in. */
export function EarlierSection({ context }: { context: VisitorContext }) {
  const [open, setOpen] = useState<AgentConversation | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { conversations, conversation_count: count } = context;
  const unlisted = count - conversations.length;
  return (
    <Section title="Earlier conversations" count={count}>
      {count === 0 && <p className={styles.none}>This is their first.</p>}
      <ul className={styles.past}>
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <button
              type="button"
              className={styles.pastRow}
              onClick={() => {
                setOpen(conversation);
                setIsOpen(true);
              }}
            >
              <span className={styles.pastTitle}>{titleOf(conversation)}</span>
              <span className={styles.pastAbout}>
                <StatusBadge status={conversation.status} />
                <time dateTime={conversation.created_at}>{shortMoment(conversation.created_at)}</time>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {unlisted > 0 && conversations.length > 0 && (
        <p className={styles.none}>{unlisted === 1 ? "And 1 more." : `And ${unlisted} more.`}</p>
      )}
      {open && <EarlierDialog conversation={open} isOpen={isOpen} onOpenChange={setIsOpen} />}
    </Section>
  );
}

export function TicketsSection({ context }: { context: VisitorContext }) {
  const { open_tickets: open, ticket_count: count } = context;
  if (count === 0) return null;
  const done = count - open.length;
  return (
    <Section title="Tickets" count={count}>
      <ul className={styles.past}>
        {open.map((ticket) => (
          <TicketRow key={ticket.number} ticket={ticket} />
        ))}
      </ul>
      {done > 0 && <p className={styles.none}>{done === 1 ? "1 is done." : `${done} are done.`}</p>}
    </Section>
  );
}

function TicketRow({ ticket }: { ticket: TicketSummary }) {
  const { number, subject, status, priority, assignee, created_at } = ticket;
  return (
    <li>
      <Link href={`/tickets/${number}`} className={styles.pastRow}>
        <span className={styles.pastTitle}>
          #{number} {subject}
        </span>
        <span className={styles.pastAbout}>
          {[status, PRIORITY_WORDS[priority].toLowerCase(), assignee?.name].filter(Boolean).join(" · ")}
          <time dateTime={created_at}>{shortMoment(created_at)}</time>
        </span>
      </Link>
    </li>
  );
}

function titleOf({ subject, last_message }: AgentConversation): string {
  const said = last_message?.type === "system" ? null : last_message?.content;
  return subject || said || "Conversation without a subject";
}
