/**
 * Shows what the push service hands over, while Frontdesk is in another window or closed. It fetches nothing and keeps
 * nothing; what can be decided without a browser is in `shown.ts`.
 */
import type { WorkerMessage } from "./messages";
import { parsed, routeTo, shown, UNREADABLE } from "./shown";

declare const self: ServiceWorkerGlobalScope;

const ANSWER_MS = 250;

// A newer worker has nothing to wait for: no page depends on what an older one has cached.
self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => event.waitUntil(show(event.data?.text())));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { conversationId } = event.notification.data as { conversationId: string };
  event.waitUntil(open(routeTo(conversationId)));
});

self.addEventListener("pushsubscriptionchange", (event) =>
  event.waitUntil(subscribeAgain(event as PushSubscriptionChangeEvent)),
);

async function show(text: string | undefined): Promise<void> {
  const pushed = parsed(text) ?? UNREADABLE;
  const isRung = !pushed.silent && (await isRungByPage());
  await self.registration.showNotification(pushed.title, shown(pushed, isRung) as NotificationOptions);
}

/** A page that is frozen or signed out does not answer, and then the system's sound is the only one. */
async function isRungByPage(): Promise<boolean> {
  const pages = await windows();
  if (pages.length === 0) return false;
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), ANSWER_MS);
    for (const page of pages) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(true);
      page.postMessage({ type: "rings?" } satisfies WorkerMessage, [port2]);
    }
  });
}

/** In the page that is in front, else in any, else in a new one. */
async function open(route: string): Promise<void> {
  const pages = await windows();
  const page = pages.find(({ visibilityState }) => visibilityState === "visible") ?? pages[0];
  if (!page) {
    await self.clients.openWindow(`/#${route}`);
    return;
  }
  page.postMessage({ type: "open", route } satisfies WorkerMessage);
  await page.focus();
}

/** Browsers renew subscriptions as they see fit. The pages know who is signed in, and tell the server. */
async function subscribeAgain({ oldSubscription, newSubscription }: PushSubscriptionChangeEvent): Promise<void> {
  if (!newSubscription && oldSubscription) {
    const { applicationServerKey } = oldSubscription.options;
    await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  }
  for (const page of await windows()) page.postMessage({ type: "subscription-changed" } satisfies WorkerMessage);
}

function windows(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}
