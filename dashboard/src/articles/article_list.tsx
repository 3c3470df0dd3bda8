import type { ArticleSummary } from "@frontdesk/widget/client";
import { useMemo } from "react";
import { useLocation } from "wouter";
import { useSettled } from "../inbox/use_settled";
import { Button } from "../parts/button";
import { CardDrawing, DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import parts from "../parts/parts.module.css";
import { Skeleton } from "../parts/skeleton";
import { ArticleFilterBar } from "./article_filter_bar";
import styles from "./article_list.module.css";
import { ArticleRow } from "./article_row";
import { EVERYTHING, isNarrowed, queryOf, useArticleFilters } from "./filters";
import { itemsIn, useArticles } from "./queries";
import { useNextPage } from "./use_next_page";
import { useRowKeys } from "./use_row_keys";

/** A search begins when the typing pauses. */
const PAUSE_MS = 250;
const GHOSTS = ["48%", "62%", "40%", "55%", "50%"];

/** All articles, or those that are looked for; the latest change first. */
export function ArticleList() {
  const { filters } = useArticleFilters();
  const q = useSettled(filters.q.trim(), PAUSE_MS);
  const query = useMemo(() => queryOf({ ...filters, q }), [filters, q]);
  const list = useArticles(query);
  const { data, isPending, isError, isFetching, hasNextPage, refetch } = list;
  const rows = useMemo(() => itemsIn(data), [data]);
  // A page may come back empty where a filter drops much: there is more only behind it.
  const isSearching = rows.length === 0 && hasNextPage;
  return (
    <div className={styles.articles}>
      <ArticleFilterBar />
      {isError && !data && (
        <Notice tone="breach" retry={() => void refetch()}>
          The articles could not be loaded.
        </Notice>
      )}
      {(isPending || isSearching) && <ListSkeleton />}
      {rows.length > 0 && <Rows rows={rows} />}
      {data && rows.length === 0 && !hasNextPage && !isFetching && <NothingThere />}
      <End list={list} />
      <p role="status" className={parts.visuallyHidden}>
        {data && !isFetching && q !== "" ? `${rows.length}${hasNextPage ? "+" : ""} found` : ""}
      </p>
    </div>
  );
}

function Rows({ rows }: { rows: readonly ArticleSummary[] }) {
  const keys = useRowKeys(rows);
  return (
    <>
      <div className={styles.columns} aria-hidden="true">
        <span>Title</span>
        <span>State</span>
        <span>Language</span>
        <span>Views</span>
        <span>Votes</span>
        <span>Changed</span>
      </div>
      <ul className={styles.rows} aria-label="Articles" ref={keys.list} onKeyDown={keys.onKeyDown}>
        {rows.map((article) => (
          <li key={article.id}>
            <ArticleRow article={article} />
          </li>
        ))}
      </ul>
    </>
  );
}

function End({ list }: { list: ReturnType<typeof useArticles> }) {
  const { hasNextPage, isFetchNextPageError, fetchNextPage } = list;
  const end = useNextPage(list);
  if (!hasNextPage) return null;
  return (
    <div className={styles.more} ref={end}>
      {isFetchNextPageError ? <Button onClick={() => void fetchNextPage()}>Load more</Button> : "Loading more…"}
    </div>
  );
}

function NothingThere() {
  const { filters, change } = useArticleFilters();
  const [, navigate] = useLocation();
  if (isNarrowed(filters)) {
    const all = <Button onClick={() => change(EVERYTHING)}>Show all articles</Button>;
    return (
      <EmptyState drawing={<DoorDrawing />} title="Nothing fits" action={all}>
        No article has all that you look for. A search finds the beginnings of words.
      </EmptyState>
    );
  }
  const begin = <Button onClick={() => navigate("/articles/new")}>Write the first one</Button>;
  return (
    <EmptyState drawing={<CardDrawing />} title="Nothing is written yet" action={begin}>
      Visitors read articles in the widget, and the bot answers from them. Files of yours can be imported.
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the articles">
      {GHOSTS.map((width) => (
        <div key={width} className={styles.ghost}>
          <Skeleton width={width} height="0.875rem" />
          <Skeleton width="30%" height="0.75rem" />
        </div>
      ))}
    </div>
  );
}
