import { Hand } from "lucide-react";
import { useState } from "react";
import { useWork } from "../app/work";
import { HandOverDialog } from "../conversation/hand_over_dialog";
import { EmptyList } from "../inbox/empty_list";
import { FilterChips } from "../inbox/filter_chips";
import { FilterPopover } from "../inbox/filter_popover";
import { namesOfSet } from "../inbox/filters";
import { OrderMenu } from "../inbox/order_menu";
import { useRows } from "../inbox/use_rows";
import { Button } from "../parts/button";
import { Notice } from "../parts/notice";
import { Page } from "../parts/page";
import styles from "./queue_page.module.css";
import { QueueFigures } from "./queue_stats";
import { QueueTable } from "./queue_table";
import { useAccept } from "./use_accept";

/** Everybody who waits for an answer, and what an admin or agent can do about it. */
export function QueuePage() {
  const { cache } = useWork();
  const list = useRows("queue");
  const { accept, acceptNext, acceptingId } = useAccept();
  const [assignedId, setAssignedId] = useState<string | null>(null);
  const assigned = assignedId === null ? undefined : cache.find(assignedId);
  const { rows, request, data, isError, isFetching, refetch } = list;
  const isNarrowed = request.q !== "" || namesOfSet(request.filters).length > 0;
  const next = (
    <Button tone="primary" onClick={acceptNext} disabled={acceptingId !== null}>
      <Hand size={15} aria-hidden="true" />
      Accept the next
    </Button>
  );
  return (
    <Page title="Queue" about="Visitors who wait for a person, in the order in which they are helped." actions={next}>
      <QueueFigures />
      <div className={styles.tools}>
        <FilterChips view="queue" />
        <div className={styles.choices}>
          <OrderMenu view="queue" order={request.order} />
          <FilterPopover view="queue" />
        </div>
      </div>
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          The queue could not be loaded.
        </Notice>
      )}
      {data && rows.length === 0 && !isFetching ? (
        <EmptyList view="queue" isNarrowed={isNarrowed} />
      ) : (
        <QueueTable list={list} acceptingId={acceptingId} onAccept={accept} onAssign={setAssignedId} />
      )}
      {assigned && (
        <HandOverDialog
          key={assigned.id}
          conversation={assigned}
          way="assign"
          isOpen
          onOpenChange={(isOpen) => isOpen || setAssignedId(null)}
        />
      )}
    </Page>
  );
}
