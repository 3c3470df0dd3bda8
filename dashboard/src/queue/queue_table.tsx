import { useEffect, useMemo, useRef } from "react";
import { useWork } from "../app/work";
import type { useRows } from "../inbox/use_rows";
import { useSteadyRows } from "../inbox/use_steady_rows";
import { Skeleton } from "../parts/skeleton";
import { useDepartments } from "../team/queries";
import { useNow } from "../text/use_now";
import styles from "./queue_page.module.css";
import { QueueRow } from "./queue_row";
import { usePositions } from "./use_positions";

interface Props {
  list: ReturnType<typeof useRows>;
  acceptingId: string | null;
  onAccept: (id: string) => void;
  onAssign: (id: string) => void;
}

export function QueueTable({ list, acceptingId, onAccept, onAssign }: Props) {
  const { me } = useWork();
  const now = useNow();
  const positions = usePositions();
  const departments = useDepartments().data;
  const nameOf = useMemo(() => new Map((departments ?? []).map(({ id, name }) => [id, name])), [departments]);
  const { rows, gone, pointer } = useSteadyRows(list.rows);
  return (
    <div className={styles.board} {...pointer}>
      {list.isPending && <TableSkeleton />}
      {rows.length > 0 && (
        <table className={styles.table}>
          <caption className={styles.caption}>Conversations that wait in the queue</caption>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">Visitor</th>
              <th scope="col">Waiting</th>
              <th scope="col">Priority</th>
              <th scope="col">Department</th>
              <th scope="col">Needs</th>
              <th scope="col">Page</th>
              <th scope="col">
                <span className={styles.said}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((conversation) => (
              <QueueRow
                key={conversation.id}
                conversation={conversation}
                position={positions.get(conversation.id)}
                department={nameOf.get(conversation.department_id ?? "") ?? null}
                isGone={gone.has(conversation.id)}
                isAdmin={me.role === "admin"}
                isBusy={acceptingId !== null}
                now={now}
                onAccept={onAccept}
                onAssign={onAssign}
              />
            ))}
          </tbody>
        </table>
      )}
      <NextPage list={list} />
    </div>
  );
}

/** Asks for the next page as soon as its end comes into sight. */
function NextPage({ list: { hasNextPage, isFetchingNextPage, fetchNextPage } }: Pick<Props, "list">) {
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage());
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <p ref={end} className={styles.end}>
      {hasNextPage && "Loading more…"}
    </p>
  );
}

function TableSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading the queue">
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} width="100%" height="3rem" />
      ))}
    </div>
  );
}
