import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../parts/button";
import { CardDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import { Page } from "../parts/page";
import { SearchField } from "../parts/search_field";
import { Select } from "../parts/select";
import { Skeleton } from "../parts/skeleton";
import { useDepartments } from "../team/queries";
import styles from "./canned_responses.module.css";
import { listing, type Order, type Scope } from "./listing";
import { type CannedResponses, useCannedResponses } from "./queries";
import { ResponseDialog } from "./response_dialog";
import { ResponseRow } from "./response_row";

const ORDERS = [
  { value: "shortcut", label: "By shortcut" },
  { value: "usage", label: "Most used first" },
] as const;

/** What is said again and again, written once. */
export function CannedResponsesPage() {
  const { data, isPending, isError, refetch } = useCannedResponses();
  return (
    <Page
      title="Canned responses"
      about="What is said again and again, written once. In a conversation, type / to call one."
      actions={data && data.items.length > 0 && <NewResponse all={data} />}
    >
      {isPending && <ListSkeleton />}
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          The canned responses could not be loaded.
        </Notice>
      )}
      {data && (data.items.length > 0 ? <Listing all={data} /> : <NoneYet all={data} />)}
    </Page>
  );
}

function Listing({ all }: { all: CannedResponses }) {
  const departments = useDepartments().data ?? [];
  const [sought, setSought] = useState("");
  const [scope, setScope] = useState<Scope>("all");
  const [order, setOrder] = useState<Order>("shortcut");
  const shown = listing(all.items, { sought, scope, order });
  return (
    <>
      <div className={styles.tools}>
        <SearchField label="Search shortcut, title or text" value={sought} onChange={setSought} />
        {departments.length > 0 && (
          <Select
            aria-label="Department"
            className={styles.choice ?? ""}
            value={scope}
            onChange={setScope}
            options={[
              { value: "all", label: "All departments" },
              { value: "everybody", label: "For everybody" },
              ...departments.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <Select aria-label="Order" className={styles.choice ?? ""} value={order} onChange={setOrder} options={ORDERS} />
      </div>
      {shown.length > 0 ? (
        <ul className={styles.list} aria-label="Canned responses">
          {shown.map((response) => (
            <ResponseRow
              key={response.id}
              response={response}
              all={all}
              department={departments.find(({ id }) => id === response.department_id)}
            />
          ))}
        </ul>
      ) : (
        <EmptyState drawing={<CardDrawing />} title="No such card in the box">
          Search by a word of the shortcut, the title or the text.
        </EmptyState>
      )}
    </>
  );
}

function NoneYet({ all }: { all: CannedResponses }) {
  return (
    <EmptyState drawing={<CardDrawing />} title="Write it once" action={<NewResponse all={all} />}>
      Save what you answer every day as “/shipping”. Write {"{{visitor_first_name}}"} in it, and each visitor is greeted
      by their own name.
    </EmptyState>
  );
}

function NewResponse({ all }: { all: CannedResponses }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        <Plus size={15} aria-hidden="true" />
        New response
      </Button>
      {isOpen && <ResponseDialog response={null} all={all} close={() => setOpen(false)} />}
    </>
  );
}

function ListSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the canned responses">
      {["70%", "55%", "80%"].map((width) => (
        <div key={width} className={styles.ghost}>
          <Skeleton width="30%" height="0.875rem" />
          <Skeleton width={width} height="0.75rem" />
        </div>
      ))}
    </div>
  );
}
