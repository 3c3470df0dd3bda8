import type { UnansweredQuery } from "@frontdesk/widget/client";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../parts/button";
import { CupDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import { Select } from "../parts/select";
import { Skeleton } from "../parts/skeleton";
import { itemsIn, useUnanswered } from "./queries";
import styles from "./unanswered.module.css";
import { UnansweredRow } from "./unanswered_row";
import { useNextPage } from "./use_next_page";

type Sort = NonNullable<UnansweredQuery["sort"]>;

const SORTS: readonly { value: Sort; label: string }[] = [
  { value: "count", label: "Asked most often" },
  { value: "latest", label: "Asked last" },
];

/** What visitors asked and the bot could not answer. Each is one click from being answered the next time. */
export function UnansweredPanel() {
  const [sort, setSort] = useState<Sort>("count");
  const list = useUnanswered(sort);
  const { data, isPending, isError, refetch } = list;
  const questions = itemsIn(data);
  const place = useFocusKept(questions.length);
  return (
    <div className={styles.panel}>
      {questions.length > 0 && (
        <div className={styles.tools}>
          <p className={styles.about}>
            What visitors asked and the bot had no answer to. As an example of an article, it is answered the next time.
          </p>
          <Select aria-label="Order" className={styles.order ?? ""} value={sort} onChange={setSort} options={SORTS} />
        </div>
      )}
      {isError && !data && (
        <Notice tone="breach" retry={() => void refetch()}>
          The questions could not be loaded.
        </Notice>
      )}
      {isPending && <ListSkeleton />}
      {data && questions.length === 0 && (
        <EmptyState drawing={<CupDrawing />} title="Nothing is left unanswered">
          What visitors ask and the bot has no answer to is listed here.
        </EmptyState>
      )}
      {questions.length > 0 && (
        <ul className={styles.questions} aria-label="Unanswered questions" ref={place} tabIndex={-1}>
          {questions.map((question) => (
            <UnansweredRow key={question.id} question={question} />
          ))}
        </ul>
      )}
      <End list={list} />
    </div>
  );
}

/** Whoever settles a question stays in the list: the button that had the focus is gone with its row. */
function useFocusKept(count: number): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(count);
  useLayoutEffect(() => {
    if (count < before.current && document.activeElement === document.body) list.current?.focus();
    before.current = count;
  }, [count]);
  return list;
}

function End({ list }: { list: ReturnType<typeof useUnanswered> }) {
  const { hasNextPage, isFetchNextPageError, fetchNextPage } = list;
  const end = useNextPage(list);
  if (!hasNextPage) return null;
  return (
    <div className={styles.more} ref={end}>
      {isFetchNextPageError ? <Button onClick={() => void fetchNextPage()}>Load more</Button> : "Loading more…"}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className={styles.questions} role="status" aria-label="Loading the questions">
      {["60%", "45%", "52%"].map((width) => (
        <div key={width} className={styles.question}>
          <Skeleton width={width} height="0.875rem" />
          <Skeleton width="35%" height="0.75rem" />
        </div>
      ))}
    </div>
  );
}
