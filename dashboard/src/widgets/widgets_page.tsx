import type { Widget } from "@frontdesk/widget/client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { BellDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import { Page } from "../parts/page";
import { Skeleton } from "../parts/skeleton";
import { NewWidgetDialog } from "./new_widget_dialog";
import { useFreshWidgets } from "./queries";
import { WidgetRow } from "./widget_row";
import styles from "./widgets_page.module.css";

/** Where visitors come in. */
export function WidgetsPage() {
  const { me } = useWork();
  const mayEdit = me.role === "admin";
  const { data, isPending, isError, refetch } = useFreshWidgets();
  return (
    <Page
      title="Widgets"
      about="Where visitors come in: the look of each, its hours, and who answers."
      actions={mayEdit && data && data.length > 0 && <NewWidget />}
    >
      {isPending && <ListSkeleton />}
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          The widgets could not be loaded.
        </Notice>
      )}
      {data && (data.length > 0 ? <List widgets={data} mayEdit={mayEdit} /> : <NoneYet mayEdit={mayEdit} />)}
    </Page>
  );
}

function List({ widgets, mayEdit }: { widgets: Widget[]; mayEdit: boolean }) {
  return (
    <ul className={styles.list} aria-label="Widgets">
      {widgets.map((widget) => (
        <WidgetRow key={widget.id} widget={widget} mayEdit={mayEdit} />
      ))}
    </ul>
  );
}

function NoneYet({ mayEdit }: { mayEdit: boolean }) {
  return (
    <EmptyState drawing={<BellDrawing />} title="No way in yet" action={mayEdit && <NewWidget />}>
      A widget is the chat on your site. Make one, and put its code on your pages.
    </EmptyState>
  );
}

function NewWidget() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        <Plus size={15} aria-hidden="true" />
        New widget
      </Button>
      {isOpen && <NewWidgetDialog close={() => setOpen(false)} />}
    </>
  );
}

function ListSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the widgets">
      {["40%", "55%", "35%"].map((width) => (
        <Skeleton key={width} width={width} height="2.5rem" />
      ))}
    </div>
  );
}
