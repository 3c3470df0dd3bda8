import { useSyncExternalStore } from "react";

export type Permission = NotificationPermission | "unsupported";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Changed in the browser's own settings, which are another window.
  addEventListener("focus", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("focus", listener);
  };
}

export function notificationPermission(): Permission {
  return "Notification" in globalThis ? Notification.permission : "unsupported";
}

export function usePermission(): Permission {
  return useSyncExternalStore(subscribe, notificationPermission);
}

/** Only ever called by a click: a browser that is asked on its own accord says no for good. */
export async function askPermission(): Promise<Permission> {
  if (!("Notification" in globalThis)) return "unsupported";
  const answer = await Notification.requestPermission();
  for (const listener of listeners) listener();
  return answer;
}
