import { Bell as BellIcon, Settings } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { BellDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import { Popover } from "../parts/popover";
import { Skeleton } from "../parts/skeleton";
import { useNow } from "../text/use_now";
import styles from "./bell.module.css";
import { gathered } from "./listing";
import { NotificationRow } from "./notification_row";
import { useMarkRead, useNotifications } from "./queries";

const MANY = 99;

/** What an agent was told of, wherever they were: how much of it is unread, and all of it at a click. */
export function Bell() {
  const [isOpen, setOpen] = useState(false);
  const unread = useNotifications().data?.unread_count ?? 0;
  const label = unread > 0 ? `Notifications, ${unread} unread` : "Notifications";
  const trigger = (
    <button type="button" className={styles.bell} aria-label={label} title="Notifications">
      <BellIcon size={17} strokeWidth={1.9} aria-hidden="true" />
      {unread > 0 && (
        <span className={styles.count} aria-hidden="true">
          {unread > MANY ? `${MANY}+` : unread}
        </span>
      )}
    </button>
  );
  return (
    <Popover trigger={trigger} label="Notifications" isWide isOpen={isOpen} onOpenChange={setOpen}>
      <NotificationList unread={unread} close={() => setOpen(false)} />
    </Popover>
  );
}

function NotificationList({ unread, close }: { unread: number; close: () => void }) {
  const { mutate: markRead } = useMarkRead();
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>Notifications</h2>
        {unread > 0 && (
          <button type="button" className={styles.all} onClick={() => markRead(undefined)}>
            Mark all read
          </button>
        )}
        <Link href="/settings" className={styles.settings} aria-label="Settings of notifications" onClick={close}>
          <Settings size={15} aria-hidden="true" />
        </Link>
      </header>
      <Rows
        open={(conversationId) => {
          markRead(conversationId);
          close();
        }}
      />
    </div>
  );
}

function Rows({ open }: { open: (conversationId: string) => void }) {
  const { data, isError, refetch } = useNotifications();
  const now = useNow();
  if (!data && isError) {
    return (
      <Notice tone="breach" retry={() => void refetch()}>
        Your notifications could not be loaded.
      </Notice>
    );
  }
  if (!data) return <Skeleton width="100%" height="3.5rem" />;
  if (data.items.length === 0) {
    return (
      <EmptyState drawing={<BellDrawing />} title="All quiet">
        You read here what came for you while you were looking elsewhere.
      </EmptyState>
    );
  }
  return (
    <ul className={styles.rows}>
      {gathered(data.items).map((row) => (
        <li key={row.latest.id}>
          <NotificationRow row={row} now={now} open={() => open(row.latest.conversation_id)} />
        </li>
      ))}
    </ul>
  );
}
