import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowUp } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useRouter } from "wouter";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { useNow } from "../text/use_now";
import styles from "./conversation_list.module.css";
import { ConversationRow } from "./conversation_row";
import { useColleagues } from "./use_colleagues";
import { useKeptPlace } from "./use_kept_place";
import { useRowFocus } from "./use_row_focus";
import type { useRows } from "./use_rows";
import { useSteadyRows } from "./use_steady_rows";
import { useWalk } from "./use_walk";
import type { View } from "./views";

/** As in `.row`; rows of one height need not be measured. */
const ROW_REM = 4.25;
const OVERSCAN = 8;
/** So many rows before the end, the next page is asked for. */
const AHEAD = 20;

interface Props {
  list: Pick<
    ReturnType<typeof useRows>,
    "rows" | "hasNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "fetchNextPage"
  >;
  view: View;
  openId: string | undefined;
}

/** The rows that are on screen, of however many there are. */
export function ConversationRows({ list, view, openId }: Props) {
  const { me } = useWork();
  const now = useNow();
  const colleagues = useColleagues();
  const router = useRouter();
  const scroll = useRef<HTMLDivElement>(null);
  const [rowHeight] = useState(pixelsOfRow);
  const { rows, gone, waiting, release, pointer } = useSteadyRows(list.rows);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    // Other functions than before would have all rows measured anew.
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: OVERSCAN,
  });
  const items = virtual.getVirtualItems();
  useKeptPlace(scroll, rows, rowHeight);
  useWalk(rows, view, openId, (index) => virtual.scrollToIndex(index));
  const focus = useRowFocus(rows, openId, (index) => virtual.scrollToIndex(index));
  useNextPage(list, (items.at(-1)?.index ?? 0) >= rows.length - AHEAD);
  const showNew = () => {
    release();
    scroll.current?.scrollTo({ top: 0 });
  };
  return (
    <div className={styles.viewport} {...pointer}>
      {waiting > 0 && (
        <button type="button" className={styles.newcomers} onClick={showNew}>
          <ArrowUp size={13} strokeWidth={2.4} aria-hidden="true" />
          {waiting} new
        </button>
      )}
      <div className={styles.scroll} ref={scroll}>
        <ul style={{ height: virtual.getTotalSize() }} className={styles.rows} onKeyDown={focus.onKeyDown}>
          {items.map(({ index, key, start }) => {
            const conversation = rows[index];
            return (
              conversation && (
                <li
                  key={key}
                  style={{ transform: `translateY(${start}px)` }}
                  aria-posinset={index + 1}
                  aria-setsize={list.hasNextPage ? -1 : rows.length}
                >
                  <ConversationRow
                    conversation={conversation}
                    href={router.hrefs(`/inbox/${view}/${conversation.id}`, router)}
                    view={view}
                    agentId={me.id}
                    holder={colleagues.get(conversation.agent?.id ?? "")}
                    isOpen={conversation.id === openId}
                    isGone={gone.has(conversation.id)}
                    isTabStop={conversation.id === focus.tabStop}
                    now={now}
                  />
                </li>
              )
            );
          })}
        </ul>
        <End list={list} />
      </div>
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
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const isDue = isNearEnd && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (isDue) void fetchNextPage();
  }, [isDue, fetchNextPage]);
}

function pixelsOfRow(): number {
  return ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
