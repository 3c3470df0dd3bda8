import { useRef } from "react";
import { Notice } from "../parts/notice";
import parts from "../parts/parts.module.css";
import { SearchField } from "../parts/search_field";
import { useCommand } from "../shortcuts/running";
import styles from "./conversation_list.module.css";
import { ConversationRows } from "./conversation_rows";
import { EmptyList } from "./empty_list";
import { FilterChips } from "./filter_chips";
import { FilterPopover } from "./filter_popover";
import { namesOfSet } from "./filters";
import { useListSettings } from "./list_settings";
import { ListSkeleton } from "./list_skeleton";
import { OrderMenu } from "./order_menu";
import { useRows } from "./use_rows";
import type { View } from "./views";

const TITLES: Record<View, string> = { mine: "Mine", queue: "Queue", all: "All conversations" };

export function ConversationList({ view, openId }: { view: View; openId: string | undefined }) {
  const list = useRows(view);
  const { rows, request, data, isPending, isError, refetch, hasNextPage, isFetching } = list;
  const isNarrowed = request.q !== "" || namesOfSet(request.filters).length > 0;
  // The page is about the conversation, once one is open.
  const Title = openId ? "h2" : "h1";
  const count = `${rows.length}${hasNextPage ? "+" : ""}`;
  return (
    <section className={styles.list} aria-label={TITLES[view]}>
      <header className={styles.header}>
        <Title className={styles.title}>{TITLES[view]}</Title>
        {rows.length > 0 && <span className={styles.total}>{count}</span>}
        <div className={styles.tools}>
          <OrderMenu view={view} order={request.order} />
          <FilterPopover view={view} />
        </div>
      </header>
      <ListSearch view={view} />
      <FilterChips view={view} />
      {isError && (
        <div className={styles.problem}>
          <Notice tone="breach" retry={() => void refetch()}>
            This list could not be loaded.
          </Notice>
        </div>
      )}
      {isPending && <ListSkeleton />}
      {data && rows.length === 0 && !isFetching && <EmptyList view={view} isNarrowed={isNarrowed} />}
      {rows.length > 0 && <ConversationRows key={JSON.stringify(request)} list={list} view={view} openId={openId} />}
      <p role="status" className={parts.visuallyHidden}>
        {isNarrowed && data && !isFetching ? `${count} found` : ""}
      </p>
    </section>
  );
}

function ListSearch({ view }: { view: View }) {
  const { q, change } = useListSettings(view);
  const field = useRef<HTMLDivElement>(null);
  useCommand("search", () => field.current?.querySelector("input")?.focus());
  return (
    <div className={styles.search} ref={field}>
      <SearchField label="Search names and messages" value={q} onChange={(text) => change({ q: text })} />
    </div>
  );
}
