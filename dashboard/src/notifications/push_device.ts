import type { AgentApi } from "@frontdesk/widget/client";
import type { Permission } from "../alerts/permission";
import { deviceLabel } from "./device_label";
import { NoPushService, type PushBrowser } from "./push_browser";

const STORAGE_KEY = "frontdesk.push";
/** Who signs out is not kept waiting for a server that does not answer. */
const LEAVE_MS = 2_000;

/** What was told the server of this browser, and for whom. */
interface Registered {
  agentId: string;
  endpoint: string;
  key: string;
  /** Null after signing out: this agent wants it again at the next sign-in. */
  deviceId: string | null;
}

/** `unreachable`: the browser knows Web Push, but reaches no push service. */
export type PushState = "off" | "on" | "unreachable";

type Api = Pick<AgentApi, "webPushKey" | "devices" | "addDevice" | "removeDevice">;

interface Surroundings {
  api: Api;
  agentId: string;
  browser: PushBrowser;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  permission: () => Permission;
  userAgent: string;
}

/** This browser as one of the agent's devices. */
export class PushDevice {
  private state: PushState = "off";
  private readonly listeners = new Set<() => void>();

  constructor(private readonly its: Surroundings) {
    if (this.ours()?.deviceId) this.state = "on";
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = (): PushState => this.state;

  /** Null where it is none of the agent's devices. */
  deviceId(): string | null {
    return this.ours()?.deviceId ?? null;
  }

  isAble(): boolean {
    return this.its.browser.isAble();
  }

  /** Once the permission is given. Throws an `ApiError` where the server cannot be told. */
  async turnOn(): Promise<void> {
    if (!this.isAble() || this.its.permission() !== "granted") return;
    const key = (await this.its.api.webPushKey()).public_key;
    await this.register(key);
  }

  /** At sign-in, and when the browser has changed its subscription: what the server knows may be out of date. */
  async renew(): Promise<void> {
    const known = this.stored();
    if (!known || !this.isAble()) return;
    if (known.agentId !== this.its.agentId) {
      await this.forget();
      return;
    }
    if (this.its.permission() !== "granted") {
      await this.turnOff();
      return;
    }
    const key = (await this.its.api.webPushKey()).public_key;
    const subscription = await this.its.browser.subscription(key);
    const isSame = known.deviceId !== null && known.key === key && known.endpoint === subscription?.endpoint;
    if (!isSame) await this.register(key, known.deviceId);
    else if (await this.isListed(known.deviceId)) this.become("on");
    else await this.forget();
  }

  async turnOff(): Promise<void> {
    const deviceId = this.deviceId();
    await this.forget();
    if (deviceId) await this.its.api.removeDevice(deviceId);
  }

  /** Signing out: nothing of this agent's is shown here any more. It comes back with them. */
  async leave(): Promise<void> {
    const known = this.ours();
    if (!known) return;
    this.keep({ ...known, deviceId: null });
    const gone = Promise.allSettled([
      known.deviceId ? this.its.api.removeDevice(known.deviceId) : null,
      this.its.browser.unsubscribe(),
      this.its.browser.clear(),
    ]);
    await Promise.race([gone, new Promise((done) => setTimeout(done, LEAVE_MS))]);
  }

  /** Takes off the screen what has been read. */
  async clear(conversationId?: string): Promise<void> {
    await this.its.browser.clear(conversationId);
  }

  private async register(key: string, replaced: string | null = null): Promise<void> {
    const { api, agentId, browser, userAgent } = this.its;
    try {
      const subscription = await browser.subscribe(key);
      const device = await api.addDevice({ kind: "web", ...subscription, label: deviceLabel(userAgent) });
      this.keep({ agentId, key, endpoint: subscription.endpoint, deviceId: device.id });
      this.become("on");
      if (replaced && replaced !== device.id) await api.removeDevice(replaced);
    } catch (error) {
      if (!(error instanceof NoPushService)) throw error;
      this.become("unreachable");
    }
  }

  /** Not where it has been removed from another device, or the push service has said that it is gone. */
  private async isListed(deviceId: string | null): Promise<boolean> {
    const { items } = await this.its.api.devices();
    return items.some(({ id }) => id === deviceId);
  }

  private async forget(): Promise<void> {
    this.its.storage.removeItem(STORAGE_KEY);
    this.become("off");
    await this.its.browser.unsubscribe();
  }

  private ours(): Registered | null {
    const known = this.stored();
    return known?.agentId === this.its.agentId ? known : null;
  }

  private stored(): Registered | null {
    return parse(this.its.storage.getItem(STORAGE_KEY));
  }

  private keep(registered: Registered): void {
    this.its.storage.setItem(STORAGE_KEY, JSON.stringify(registered));
  }

  private become(state: PushState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

function parse(text: string | null): Registered | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Registered> | null;
    if (!value?.agentId || !value.endpoint || !value.key) return null;
    const { agentId, endpoint, key, deviceId = null } = value;
    return { agentId, endpoint, key, deviceId };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
