import type { Widget } from "@frontdesk/widget/client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { BellDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { LinkList } from "../parts/link_list";
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
  // Here and not beside a button: the first widget takes that button's place, and its secret is still to be shown.
  const [isMaking, setMaking] = useState(false);
  const make = mayEdit && <NewWidget onClick={() => setMaking(true)} />;
  return (
    <Page
      title="Widgets"
      about="Where visitors come in: the look of each, its hours, and who answers."
      actions={data && data.length > 0 && make}
    >
      {isMaking && <NewWidgetDialog close={() => setMaking(false)} />}
      {isPending && <ListSkeleton />}
      {isError && (
        <Notice tone="breach" retry={() => void refetch()}>
          The widgets could not be loaded.
        </Notice>
      )}
      {data && data.length > 0 && <List widgets={data} mayEdit={mayEdit} />}
      {data?.length === 0 && (
        <EmptyState drawing={<BellDrawing />} title="No way in yet" action={make}>
          A widget is the chat on your site. Make one, and put its code on your pages.
        </EmptyState>
      )}
    </Page>
  );
}

function List({ widgets, mayEdit }: { widgets: Widget[]; mayEdit: boolean }) {
  return (
    <LinkList label="Widgets">
      {widgets.map((widget) => (
        <WidgetRow key={widget.id} widget={widget} mayEdit={mayEdit} />
      ))}
    </LinkList>
  );
}

function NewWidget({ onClick }: { onClick: () => void }) {
  return (
    <Button tone="primary" onClick={onClick}>
      <Plus size={15} aria-hidden="true" />
      New widget
    </Button>
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
