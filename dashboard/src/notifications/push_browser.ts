/** What a browser brings along for Web Push: the worker, the permission, the subscription. */

export interface Subscribed {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

export interface PushBrowser {
  isAble(): boolean;
  /** The one there is, if it was made for this key. */
  subscription(key: string): Promise<Subscribed | null>;
  /** Throws `NoPushService` where the browser cannot reach any. */
  subscribe(key: string): Promise<Subscribed>;
  unsubscribe(): Promise<void>;
  /** Takes what is shown off the screen; one conversation's, or all of it. */
  clear(conversationId?: string): Promise<void>;
}

export class NoPushService extends Error {
  override readonly name = "NoPushService";
}

/** While developing there is no built file. */
const WORKER = import.meta.env.DEV
  ? { url: "/src/notifications/worker/service_worker.ts", type: "module" as const }
  : { url: "/service_worker.js", type: "classic" as const };

export const thisBrowser: PushBrowser = {
  isAble: () => "serviceWorker" in navigator && "PushManager" in globalThis,

  async subscription(key) {
    const found = await (await registered())?.pushManager.getSubscription();
    return found && keyOf(found) === key ? partsOf(found) : null;
  },

  async subscribe(key) {
    await navigator.serviceWorker.register(WORKER.url, { type: WORKER.type, scope: "/" });
    const { pushManager } = await navigator.serviceWorker.ready;
    const old = await pushManager.getSubscription();
    if (old && keyOf(old) !== key) await old.unsubscribe();
    try {
      return partsOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
    } catch (error) {
      if (error instanceof DOMException) throw new NoPushService(error.message);
      throw error;
    }
  },

  async unsubscribe() {
    await (await (await registered())?.pushManager.getSubscription())?.unsubscribe();
  },

  async clear(conversationId) {
    const filter = conversationId === undefined ? {} : { tag: conversationId };
    for (const notification of (await (await registered())?.getNotifications(filter)) ?? []) notification.close();
  },
};

async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  return thisBrowser.isAble() ? navigator.serviceWorker.getRegistration("/") : undefined;
}

/** As the server writes it: base64url, without padding. */
function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function partsOf(subscription: PushSubscription): Subscribed {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? "", keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" } };
}
