import type { TicketSummary } from "@frontdesk/widget/client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useRouter } from "wouter";
import { useKeptPlace } from "../inbox/use_kept_place";
import { useRowFocus } from "../inbox/use_row_focus";
import { Button } from "../parts/button";
import { useCommand } from "../shortcuts/running";
import { useNow } from "../text/use_now";
import type { useTickets } from "./queries";
import styles from "./ticket_list.module.css";
import { TicketRow } from "./ticket_row";

/** As in `.row`; rows of one height need not be measured. */
const ROW_REM = 3.75;
const OVERSCAN = 8;
/** So many rows before the end, the next page is asked for. */
const AHEAD = 15;

interface Props {
  list: ReturnType<typeof useTickets>;
  rows: readonly TicketSummary[];
  openNumber: number | null;
}

/** The tickets that are on screen, of however many there are. */
export function TicketRows({ list, rows, openNumber }: Props) {
  const now = useNow();
  const router = useRouter();
  const scroll = useRef<HTMLDivElement>(null);
  const [rowHeight] = useState(pixelsOfRow);
  const named = useMemo(() => rows.map((ticket) => ({ id: String(ticket.number), ticket })), [rows]);
  const virtual = useVirtualizer({
    count: named.length,
    getScrollElement: () => scroll.current,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    getItemKey: useCallback((index: number) => named[index]?.id ?? index, [named]),
    overscan: OVERSCAN,
  });
  const items = virtual.getVirtualItems();
  const openId = openNumber === null ? undefined : String(openNumber);
  useKeptPlace(scroll, named, rowHeight);
  useWalk(named, openId, (index) => virtual.scrollToIndex(index));
  const focus = useRowFocus(named, openId, (index) => virtual.scrollToIndex(index));
  useNextPage(list, (items.at(-1)?.index ?? 0) >= named.length - AHEAD);
  return (
    <>
      <ColumnNames />
      <div className={styles.scroll} ref={scroll}>
        <ul style={{ height: virtual.getTotalSize() }} className={styles.rows} onKeyDown={focus.onKeyDown}>
          {items.map(({ index, key, start }) => {
            const row = named[index];
            return (
              row && (
                <li
                  key={key}
                  style={{ transform: `translateY(${start}px)` }}
                  aria-posinset={index + 1}
                  aria-setsize={list.hasNextPage ? -1 : named.length}
                >
                  <TicketRow
                    ticket={row.ticket}
                    href={router.hrefs(`/tickets/${row.id}`, router)}
                    isOpen={row.id === openId}
                    isTabStop={row.id === focus.tabStop}
                    now={now}
                  />
                </li>
              )
            );
          })}
        </ul>
        <End list={list} />
      </div>
    </>
  );
}

/** For the eye; each row says itself what is what. */
function ColumnNames() {
  return (
    <div className={styles.columns} aria-hidden="true">
      <span>#</span>
      <span>Subject</span>
      <span>Requester</span>
      <span>Priority</span>
      <span>Status</span>
      <span>Assignee</span>
      <span className={styles.age}>Age</span>
    </div>
  );
}

function End({ list: { hasNextPage, isFetchNextPageError, fetchNextPage } }: Pick<Props, "list">) {
  if (!hasNextPage) return null;
  return (
    <div className={styles.more}>
      {isFetchNextPageError ? <Button onClick={() => void fetchNextPage()}>Load more</Button> : "Loading more…"}
    </div>
  );
}

function useNextPage(list: Props["list"], isNearEnd: boolean): void {
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = list;
  const isDue = isNearEnd && hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (isDue) void fetchNextPage();
  }, [isDue, fetchNextPage]);
}

/** From ticket to ticket in the list's order; the one that is opened comes into sight. */
function useWalk(rows: readonly { id: string }[], openId: string | undefined, scrollTo: (index: number) => void): void {
  const [, navigate] = useLocation();
  const at = rows.findIndex(({ id }) => id === openId);
  const open = (index: number) => {
    const row = rows[index];
    if (!row) return;
    navigate(`/tickets/${row.id}`);
    scrollTo(index);
  };
  useCommand("next", () => open(at + 1));
  useCommand("previous", () => open(Math.max(at, 1) - 1));
}

function pixelsOfRow(): number {
  return ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
