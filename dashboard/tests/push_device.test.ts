import { describe, expect, it } from "vitest";
import type { Permission } from "../src/alerts/permission";
import { NoPushService, type PushBrowser, type Subscribed } from "../src/notifications/push_browser";
import { PushDevice } from "../src/notifications/push_device";
import { MemoryStorage } from "./memory_storage";

const LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36";

class Browser implements PushBrowser {
  subscribed: (Subscribed & { key: string }) | null = null;
  made = 0;
  cleared = 0;
  hasService = true;

  isAble = () => true;

  async subscription(key: string) {
    return this.subscribed?.key === key ? this.subscribed : null;
  }

  async subscribe(key: string) {
    if (!this.hasService) throw new NoPushService("none");
    if (this.subscribed?.key !== key) {
      this.made += 1;
      this.subscribed = { key, endpoint: `https://push.example/${this.made}`, keys: { p256dh: "p", auth: "a" } };
    }
    return this.subscribed;
  }

  async unsubscribe() {
    this.subscribed = null;
  }

  async clear() {
    this.cleared += 1;
  }
}

class Server {
  key = "key 1";
  readonly known = new Map<string, string>();
  added = 0;

  webPushKey = async () => ({ public_key: this.key });

  devices = async () => {
    const items = [...this.known].map(([id, label]) => deviceOf(id, label));
    return { items, next_cursor: null };
  };

  addDevice = async ({ endpoint, label = "" }: { endpoint: string; label?: string }) => {
    this.added += 1;
    this.known.set(endpoint, label);
    return deviceOf(endpoint, label);
  };

  removeDevice = async (id: string) => {
    this.known.delete(id);
  };
}

function deviceOf(id: string, label: string) {
  return { id, kind: "web" as const, label, added_at: "2026-11-12T08:00:00.000Z" };
}

function desk(fields: { permission?: Permission; hasService?: boolean } = {}) {
  const [browser, server, storage] = [new Browser(), new Server(), new MemoryStorage()];
  browser.hasService = fields.hasService ?? true;
  const world = { permission: fields.permission ?? "granted" };
  const signIn = (agentId = "budi") =>
    new PushDevice({ api: server, agentId, browser, storage, permission: () => world.permission, userAgent: LINUX });
  return { browser, server, world, signIn };
}

describe("turning notifications on", () => {
  it("makes this browser a device with a readable name", async () => {
    const { server, signIn } = desk();
    const device = signIn();
    await device.turnOn();
    expect([...server.known.values()]).toEqual(["Chrome on Linux"]);
    expect(device.current()).toBe("on");
  });

  it("does nothing without the browser's permission", async () => {
    const { server, signIn } = desk({ permission: "denied" });
    const device = signIn();
    await device.turnOn();
    expect([server.added, device.current()]).toEqual([0, "off"]);
  });

  it("tells where the browser reaches no push service", async () => {
    const { server, signIn } = desk({ hasService: false });
    const device = signIn();
    await device.turnOn();
    expect([server.added, device.current()]).toEqual([0, "unreachable"]);
  });
});

describe("the next sign-in", () => {
  async function turnedOn() {
    const all = desk();
    await all.signIn().turnOn();
    return all;
  }

  it("tells the server nothing that it knows", async () => {
    const { server, signIn } = await turnedOn();
    await signIn().renew();
    expect(server.added).toBe(1);
  });

  it("registers a subscription that has changed, in the old one's place", async () => {
    const { browser, server, signIn } = await turnedOn();
    browser.subscribed = null;
    await signIn().renew();
    expect([...server.known.keys()]).toEqual(["https://push.example/2"]);
  });

  it("subscribes anew where the server's key has changed", async () => {
    const { browser, server, signIn } = await turnedOn();
    server.key = "key 2";
    await signIn().renew();
    expect(browser.subscribed?.key).toBe("key 2");
    expect(server.known.size).toBe(1);
  });

  it("leaves a device removed that was removed elsewhere, and pages call their agent themselves again", async () => {
    const { server, browser, signIn } = await turnedOn();
    server.known.clear();
    const device = signIn();
    await device.renew();
    expect([server.added, browser.subscribed, device.current()]).toEqual([1, null, "off"]);
  });

  it("does not ask for what was never wanted", async () => {
    const { server, signIn } = desk();
    await signIn().renew();
    expect(server.added).toBe(0);
  });

  it("of another agent gets nothing of the first one's", async () => {
    const { browser, server, signIn } = await turnedOn();
    const ana = signIn("ana");
    await ana.renew();
    expect([browser.subscribed, ana.current(), server.added]).toEqual([null, "off", 1]);
  });

  it("removes the device where the permission was taken away", async () => {
    const { server, world, signIn } = await turnedOn();
    world.permission = "denied";
    await signIn().renew();
    expect(server.known.size).toBe(0);
  });
});

describe("signing out", () => {
  it("removes the device and what is on the screen, and brings it back at the next sign-in", async () => {
    const { browser, server, signIn } = desk();
    const device = signIn();
    await device.turnOn();
    await device.leave();
    expect([server.known.size, browser.subscribed, browser.cleared]).toEqual([0, null, 1]);
    await signIn().renew();
    expect(server.known.size).toBe(1);
  });
});

describe("turning notifications off", () => {
  it("removes the device for good", async () => {
    const { server, signIn } = desk();
    const device = signIn();
    await device.turnOn();
    await device.turnOff();
    await signIn().renew();
    expect([server.known.size, device.current(), device.deviceId()]).toEqual([0, "off", null]);
  });
});
