import { isApiError, type Ticket } from "@frontdesk/widget/client";
import { ArrowLeft, CheckCheck, Hand, MessagesSquare, RotateCcw, X } from "lucide-react";
import { useRef } from "react";
import { Link, useLocation } from "wouter";
import { useWork } from "../app/work";
import { Avatar } from "../parts/avatar";
import { Button } from "../parts/button";
import { DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import parts from "../parts/parts.module.css";
import { Skeleton } from "../parts/skeleton";
import { useCommand } from "../shortcuts/running";
import { shortMoment } from "../text/time";
import type { TicketEdit } from "./edits";
import { useKnownCategories, useTicket } from "./queries";
import { TicketDescription } from "./ticket_description";
import { TicketFields } from "./ticket_fields";
import styles from "./ticket_pane.module.css";
import { TicketSubject } from "./ticket_subject";
import { useEditTicket } from "./use_edit_ticket";
import { isDone, requesterName } from "./words";

/** In the place of the id of a conversation whose visitor has been erased. */
const ERASED = "erased";
const GHOSTS = ["60%", "35%", "90%", "75%", "82%"];

export function TicketPane({ number }: { number: number }) {
  const { data, error, refetch } = useTicket(number);
  return (
    <section className={styles.pane} aria-label={`Ticket ${number}`}>
      {data && <OpenTicket ticket={data} />}
      {!data && error && <Missing error={error} number={number} retry={() => void refetch()} />}
      {!data && !error && <PaneSkeleton />}
    </section>
  );
}

function OpenTicket({ ticket }: { ticket: Ticket }) {
  const edit = useEditTicket(ticket);
  const categories = useKnownCategories();
  return (
    <>
      <TicketBar ticket={ticket} edit={edit} />
      <div className={styles.scroll}>
        <div className={styles.sheet}>
          <TicketSubject subject={ticket.subject} onChange={(subject) => edit({ subject })} />
          <Origin ticket={ticket} />
          <TicketFields ticket={ticket} edit={edit} categories={categories} />
          <TicketDescription ticket={ticket} />
        </div>
      </div>
    </>
  );
}

interface BarProps {
  ticket: Ticket;
  edit: (edit: TicketEdit) => void;
}

function TicketBar({ ticket, edit }: BarProps) {
  const { me } = useWork();
  const [, navigate] = useLocation();
  const { number, assignee, conversation_id } = ticket;
  const isMine = assignee?.id === me.id;
  const done = isDone(ticket);
  const conversation = conversation_id === ERASED ? null : `/inbox/all/${conversation_id}`;
  const take = () => edit({ assignee: { id: me.id, name: me.name } });
  const settle = () => edit({ status: done ? "open" : "solved" });
  const settling = useRef<HTMLButtonElement>(null);
  useCommand("ticket-take", isMine ? null : take);
  useCommand("ticket-solve", done ? null : settle);
  useCommand("ticket-reopen", done ? settle : null);
  useCommand("ticket-conversation", conversation ? () => navigate(conversation) : null);
  return (
    <header className={styles.bar}>
      <Link href="/tickets" className={styles.back} aria-label="Back to the list">
        <ArrowLeft size={18} />
      </Link>
      <h1 className={styles.number}>Ticket #{number}</h1>
      {conversation && (
        <Link href={conversation} className={styles.conversation}>
          <MessagesSquare size={15} aria-hidden="true" />
          <span className={styles.label}>Open conversation</span>
        </Link>
      )}
      {!isMine && (
        <Button
          onClick={() => {
            // This button goes: the focus is to stay with the ticket.
            settling.current?.focus();
            take();
          }}
        >
          <Hand size={15} aria-hidden="true" />
          <span className={styles.label}>Take it</span>
        </Button>
      )}
      <Button ref={settling} tone={done ? "plain" : "primary"} onClick={settle}>
        {done ? <RotateCcw size={15} aria-hidden="true" /> : <CheckCheck size={15} aria-hidden="true" />}
        <span className={styles.label}>{done ? "Reopen" : "Solve"}</span>
      </Button>
      <Link href="/tickets" className={styles.close} aria-label="Close the ticket">
        <X size={17} />
      </Link>
    </header>
  );
}

function Origin({ ticket }: { ticket: Ticket }) {
  const { visitor_id, requester_name, requester_email, created_by, created_at, updated_at } = ticket;
  return (
    <div className={styles.origin}>
      <Avatar id={visitor_id} name={requester_name ?? requester_email ?? null} size={32} />
      <div className={styles.who}>
        <p>
          <span className={parts.visuallyHidden}>Requester: </span>
          <strong>{requesterName(ticket)}</strong>
          {requester_email && requester_name && (
            <a className={styles.email} href={`mailto:${requester_email}`}>
              {requester_email}
            </a>
          )}
        </p>
        <p className={styles.when}>
          Made by {created_by.name}, <time dateTime={created_at}>{shortMoment(created_at)}</time>
          {shortMoment(updated_at) !== shortMoment(created_at) && (
            <>
              {" "}
              · changed <time dateTime={updated_at}>{shortMoment(updated_at)}</time>
            </>
          )}
        </p>
      </div>
    </div>
  );
}

interface MissingProps {
  error: Error;
  number: number;
  retry: () => void;
}

function Missing({ error, number, retry }: MissingProps) {
  const [, navigate] = useLocation();
  const isUnknown = isApiError(error) && error.code === "not_found";
  return (
    <EmptyState
      drawing={<DoorDrawing />}
      title={isUnknown ? `There is no ticket #${number}` : "This ticket could not be loaded"}
      action={
        <Button onClick={isUnknown ? () => navigate("/tickets") : retry}>
          {isUnknown ? "Back to the list" : "Try again"}
        </Button>
      }
    >
      {isUnknown ? "The link may be old, or it belongs to another company." : error.message}
    </EmptyState>
  );
}

function PaneSkeleton() {
  return (
    <div className={styles.sheet} role="status" aria-label="Loading the ticket">
      {GHOSTS.map((width) => (
        <Skeleton key={width} width={width} height="1rem" />
      ))}
    </div>
  );
}
