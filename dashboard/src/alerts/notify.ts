import { notificationPermission } from "./permission";
import type { Alert } from "./rules";

/** A notification of the desktop. A click on it brings the page to the front and opens the conversation. */
export function notify(alert: Alert, open: (conversationId: string) => void): void {
  if (notificationPermission() !== "granted") return;
  const notification = make(alert);
  if (!notification) return;
  notification.onclick = () => {
    focus();
    open(alert.conversationId);
    notification.close();
  };
}

function make({ kind, conversationId, title, body }: Alert): Notification | null {
  try {
    return new Notification(title, {
      body,
      // One per conversation, as a push has it too: the next one takes its place.
      tag: conversationId,
      icon: "/favicon.svg",
      // Frontdesk has a sound of its own, and a switch for it.
      silent: true,
      requireInteraction: kind === "handed-over",
    });
  } catch (error) {
    // Phones know the permission, but let only a service worker show notifications.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
