/** The list of notifications as it changes. No browser in here. */
import type { Notification, NotificationPage } from "@frontdesk/widget/client";

/** A frame may come twice, and after the list that has it already. */
export function withNew(known: NotificationPage, created: Notification): NotificationPage {
  if (known.items.some(({ id }) => id === created.id)) return known;
  const items = [created, ...known.items].toSorted((one, other) => other.created_at.localeCompare(one.created_at));
  return { ...known, items, unread_count: known.unread_count + (created.read ? 0 : 1) };
}

/** Of a conversation, or all. */
export function asRead(known: NotificationPage, conversationId?: string): NotificationPage {
  const isMeant = (item: Notification) => conversationId === undefined || item.conversation_id === conversationId;
  const items = known.items.map((item) => (isMeant(item) && !item.read ? { ...item, read: true } : item));
  const fewer = unreadIn(known) - unreadIn({ ...known, items });
  const unread_count = conversationId === undefined ? 0 : Math.max(0, known.unread_count - fewer);
  return { ...known, items, unread_count };
}

export function hasUnread(known: NotificationPage | undefined, conversationId: string): boolean {
  return known?.items.some((item) => !item.read && item.conversation_id === conversationId) ?? false;
}

/** What a row shows: a visitor's messages in one conversation are one row, with the latest words and a count. */
export interface Gathered {
  latest: Notification;
  count: number;
  isUnread: boolean;
}

export function gathered(items: readonly Notification[]): Gathered[] {
  const rows = new Map<string, Gathered>();
  for (const item of items) {
    // What has been read stays apart from what has come since.
    const key = `${item.conversation_id} ${item.reason} ${item.read}`;
    const row = rows.get(key);
    if (row) row.count += 1;
    else rows.set(key, { latest: item, count: 1, isUnread: !item.read });
  }
  return [...rows.values()];
}

function unreadIn({ items }: NotificationPage): number {
  return items.filter(({ read }) => !read).length;
}
