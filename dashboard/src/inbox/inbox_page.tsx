import { clsx } from "clsx";
import { Redirect, useParams } from "wouter";
import { ConversationPane } from "../conversation/conversation_pane";
import { ChairDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { ConversationList } from "./conversation_list";
import styles from "./inbox_page.module.css";
import { useFollowMine } from "./use_follow_mine";
import { isView } from "./views";

/** List, conversation and context side by side; on a phone one at a time. */
export function InboxPage() {
  const { view, id } = useParams<{ view: string; id?: string }>();
  useFollowMine(id);
  if (!isView(view)) return <Redirect to="/inbox/mine" replace />;
  return (
    <div className={clsx(styles.inbox, id && styles.reading)}>
      <div className={styles.list}>
        <ConversationList key={view} view={view} openId={id} />
      </div>
      {id ? (
        <ConversationPane key={id} id={id} view={view} />
      ) : (
        <div className={styles.nothing}>
          <EmptyState drawing={<ChairDrawing />} title="Pull up a chair">
            Choose a conversation on the left to read it and to answer.
          </EmptyState>
        </div>
      )}
    </div>
  );
}
