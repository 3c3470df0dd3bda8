import { useMemo } from "react";
import { useWork } from "../app/work";
import { useSettled } from "../inbox/use_settled";
import { Button } from "../parts/button";
import { CupDrawing, DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import parts from "../parts/parts.module.css";
import { Skeleton } from "../parts/skeleton";
import { ANY, EVERYTHING, queryOf, type TicketFilters, useTicketFilters } from "./filters";
import { ticketsIn, useTicketCounts, useTickets } from "./queries";
import { TicketFilterBar } from "./ticket_filter_bar";
import styles from "./ticket_list.module.css";
import { TicketRows } from "./ticket_rows";

/** A search begins when the typing pauses. */
const PAUSE_MS = 250;
const GHOSTS = ["62%", "48%", "70%", "55%", "66%"];

export function TicketList({ openNumber }: { openNumber: number | null }) {
  const { me } = useWork();
  const { filters } = useTicketFilters();
  const q = useSettled(filters.q.trim(), PAUSE_MS);
  const query = useMemo(() => queryOf({ ...filters, q }, me.id), [filters, q, me.id]);
  const list = useTickets(query);
  const { data, isPending, isError, isFetching, refetch } = list;
  const rows = useMemo(() => ticketsIn(data), [data]);
  // The page is about the ticket, once one is open.
  const Title = openNumber === null ? "h1" : "h2";
  return (
    <section className={styles.tickets} aria-label="Tickets">
      <header className={styles.header}>
        <Title className={styles.title}>Tickets</Title>
        <Counts />
        <TicketFilterBar />
      </header>
      {isError && (
        <div className={styles.problem}>
          <Notice tone="breach" retry={() => void refetch()}>
            The tickets could not be loaded.
          </Notice>
        </div>
      )}
      {isPending && <ListSkeleton />}
      {rows.length > 0 && <TicketRows key={JSON.stringify(query)} list={list} rows={rows} openNumber={openNumber} />}
      {data && rows.length === 0 && !isFetching && <NothingThere filters={filters} />}
      <p role="status" className={parts.visuallyHidden}>
        {data && !isFetching && q !== "" ? `${rows.length}${list.hasNextPage ? "+" : ""} found` : ""}
      </p>
    </section>
  );
}

/** What is still to be done, whatever the list is narrowed to. */
function Counts() {
  const { data } = useTicketCounts();
  if (!data) return null;
  return (
    <p className={styles.counts}>
      {shown(data.open)} open · {shown(data.pending)} pending
    </p>
  );
}

const COUNTED_AT_MOST = 1_000;

function shown(count: number): string {
  return count >= COUNTED_AT_MOST ? `${COUNTED_AT_MOST.toLocaleString()}+` : count.toLocaleString();
}

function NothingThere({ filters }: { filters: TicketFilters }) {
  const { change } = useTicketFilters();
  const isWhole = filters.status === ANY && filters.assignee === ANY && filters.q === "";
  const all = <Button onClick={() => change(EVERYTHING)}>Show all tickets</Button>;
  if (isWhole) {
    return (
      <EmptyState drawing={<DoorDrawing />} title="No tickets yet">
        What a conversation leaves to be done becomes a ticket: by “Convert to a ticket”, or when nobody could answer.
      </EmptyState>
    );
  }
  if (filters.status === "open" && filters.q === "") {
    return (
      <EmptyState drawing={<CupDrawing />} title="Nothing is left to do" action={all}>
        No ticket is open here. What comes next appears by itself.
      </EmptyState>
    );
  }
  return (
    <EmptyState drawing={<DoorDrawing />} title="Nothing fits" action={all}>
      No ticket has all that you look for. A search finds the beginnings of words, and numbers.
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the tickets">
      {GHOSTS.map((width) => (
        <div key={width} className={styles.ghost}>
          <Skeleton width={width} height="0.875rem" />
          <Skeleton width="35%" height="0.75rem" />
        </div>
      ))}
    </div>
  );
}
