import { clsx } from "clsx";
import { Redirect, useParams } from "wouter";
import { useWork } from "../app/work";
import { ConversationPane } from "../conversation/conversation_pane";
import { DeskDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { ConversationList } from "./conversation_list";
import styles from "./inbox_page.module.css";
import { listed } from "./patches";
import { useList } from "./queries";
import { isView, type View } from "./views";

/** List, conversation and context side by side; on a phone one at a time. */
export function InboxPage() {
  const { view, id } = useParams<{ view: string; id?: string }>();
  if (!isView(view)) return <Redirect to="/inbox/mine" replace />;
  return (
    <div className={clsx(styles.inbox, id && styles.reading)} data-reading={id ? "" : undefined}>
      <div className={styles.list}>
        <ConversationList key={view} view={view} openId={id} />
      </div>
      {id ? <ConversationPane key={id} id={id} view={view} /> : <NothingOpen view={view} />}
    </div>
  );
}

function NothingOpen({ view }: { view: View }) {
  const work = useWork();
  const hasChoice = listed(useList(work, view).data).length > 0;
  return (
    <div className={styles.nothing}>
      {hasChoice && (
        <EmptyState drawing={<DeskDrawing />} title="Pull up a chair">
          Choose a conversation on the left to read it and to answer.
        </EmptyState>
      )}
    </div>
  );
}
