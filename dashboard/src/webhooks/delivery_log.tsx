import type { Webhook } from "@frontdesk/widget/client";
import { RotateCw } from "lucide-react";
import { useId } from "react";
import { Button } from "../parts/button";
import { Notice } from "../parts/notice";
import { DeliveryRow } from "./delivery_row";
import { useLog } from "./queries";
import styles from "./webhooks.module.css";

/** What was told, and what came of it. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const id = useId();
  const { data, isError, isFetching, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useLog(webhook.id);
  const deliveries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby={id} className={styles.log}>
      <header className={styles.logHead}>
        <div>
          <h2 id={id}>Deliveries</h2>
          <p>Of the last fourteen days. What was said is not kept here.</p>
        </div>
        <Button onClick={() => void refetch()} disabled={isFetching}>
          <RotateCw size={14} aria-hidden="true" />
          Refresh
        </Button>
      </header>
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          The deliveries could not be loaded.
        </Notice>
      )}
      {data && deliveries.length === 0 && <p className={styles.none}>Nothing yet. Send a test event to try it out.</p>}
      {deliveries.length > 0 && (
        <ul className={styles.list} aria-labelledby={id}>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} webhook={webhook} delivery={delivery} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
          Earlier deliveries
        </Button>
      )}
    </section>
  );
}
