import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FrontdeskIdentity } from "../../frontdesk";
import { WidgetApi } from "../../src/client/api";
import { Http } from "../../src/client/http";
import { VisitorSession } from "../../src/panel/session";

const DAY_MS = 86_400_000;
const KEY = "frontdesk:token";

let asked: { path: string; body: Record<string, unknown>; bearer: string | undefined }[];
let replaced: number;

function memoryStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

beforeEach(() => {
  asked = [];
  replaced = 0;
  identity = null;
  vi.stubGlobal("localStorage", memoryStorage());
  vi.stubGlobal("location", { href: "https://shop.example/" });
  vi.stubGlobal("navigator", { language: "en" });
  vi.stubGlobal("document", { title: "Shop", referrer: "" });
});

afterEach(() => vi.unstubAllGlobals());

let identity: FrontdeskIdentity | null;

function session({ refused = false, lasts = 30 * DAY_MS } = {}): VisitorSession {
  const http = new Http({
    base: "https://desk",
    fetch: async (input, init) => {
      const bearer = new Headers(init?.headers).get("authorization")?.replace("Bearer ", "");
      if (bearer && refused) return new Response(null, { status: 401 });
      const body = JSON.parse(String(init?.body));
      const path = new URL(String(input)).pathname;
      asked.push({ path, body, bearer });
      if (body.token === "expired") {
        const problem = { code: "invalid_request", detail: "This token has expired.", retryable: false };
        return Response.json(problem, { status: 422 });
      }
      if (path === "/identify") {
        const visitor = { id: body.token ? "verified" : "named", name: "Rina", email: null, verified: !!body.token };
        const expires_at = new Date(Date.now() + lasts).toISOString();
        return Response.json({ visitor, visitor_token: `theirs-${asked.length}`, expires_at });
      }
      const visitor = { id: bearer ? "v1" : `v${asked.length}`, name: null, email: null, verified: false };
      const expires_at = new Date(Date.now() + lasts).toISOString();
      return Response.json({ visitor, visitor_token: `token-${asked.length}`, expires_at });
    },
  });
  const isReplaced = () => {
    replaced += 1;
  };
  return new VisitorSession(new WidgetApi(http), KEY, isReplaced, () => identity);
}

describe("a visitor's session", () => {
  it("is made when it is first needed, once, and kept", async () => {
    const one = session();
    expect(localStorage.getItem(KEY)).toBeNull();
    expect(await Promise.all([one.token(), one.token()])).toEqual(["token-1", "token-1"]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toMatchObject({ page: { url: "https://shop.example/", title: "Shop" } });
    expect(await session().token()).toBe("token-1");
  });

  it("becomes the one that the site names while the first one is still being made", async () => {
    const one = session();
    const made = one.token();
    identity = { token: "signed" };
    await one.identify();
    await made;
    expect(asked.map(({ path }) => path)).toEqual(["/session", "/identify"]);
    expect(one.visitor?.id).toBe("verified");
  });

  it("is renewed when it is about to end", async () => {
    const short = session({ lasts: DAY_MS / 2 });
    await short.token();
    expect(await short.token()).toBe("token-2");
    expect(asked[1]?.bearer).toBe("token-1");
    expect(replaced).toBe(0);
  });

  it("gives way to a new one where it is no longer known", async () => {
    const lost = session({ lasts: DAY_MS / 2, refused: true });
    await lost.token();
    expect(await lost.token()).toBe("token-2");
    expect(asked[1]?.bearer).toBeUndefined();
    expect(replaced).toBe(1);
  });

  it("is not renewed twice for two requests that were refused together", async () => {
    const one = session();
    await one.token();
    const renewed = await one.renew("token-1");
    expect(await one.renew("token-1")).toBe(renewed);
    expect(asked).toHaveLength(2);
  });

  it("is the one that another tab has made meanwhile", async () => {
    const [one, other] = [session(), session()];
    await one.token();
    expect(await other.token()).toBe("token-1");
    await one.renew("token-1");
    expect(await other.renew("token-1")).toBe("token-2");
    expect(asked).toHaveLength(2);
  });

  it("tells who the visitor is", async () => {
    await session().introduce({ name: "Vera", email: "vera@example.com" });
    expect(asked[0]?.body).toMatchObject({ name: "Vera", email: "vera@example.com" });
  });

  it("is forgotten on demand", async () => {
    const one = session();
    await one.token();
    one.forget();
    expect(localStorage.getItem(KEY)).toBeNull();
    expect(one.visitor).toBeNull();
  });

  it("is forgotten too while it is being made", async () => {
    const one = session();
    const made = one.token();
    one.forget();
    await made;
    expect(localStorage.getItem(KEY)).toBeNull();
    expect(one.visitor).toBeNull();
    expect(await one.token()).toBe("token-2");
    expect(one.visitor?.id).toBe("v2");
  });

  it("lives as long as the page where storage is forbidden", async () => {
    const forbidden = () => {
      throw new DOMException("forbidden", "SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    const one = session();
    expect(await one.token()).toBe("token-1");
    expect(await one.token()).toBe("token-1");
  });
});

describe("a visitor whom the site names", () => {
  it("is unknown to nobody from the first request on", async () => {
    identity = { userId: "7", name: "Rina", attributes: { plan: "gold", seats: 3 }, token: "signed" };
    const one = session();
    await one.identify();
    expect(asked).toEqual([]);
    expect(await one.token()).toBe("theirs-1");
    expect(asked[0]).toMatchObject({
      path: "/identify",
      body: { user_id: "7", name: "Rina", attributes: { plan: "gold", seats: "3" }, token: "signed" },
    });
    expect(one.visitor).toMatchObject({ id: "verified", verified: true });
  });

  it("takes along what they wrote before they were known", async () => {
    const one = session();
    await one.token();
    identity = { token: "signed" };
    await one.identify();
    expect(asked[1]).toMatchObject({ path: "/identify", bearer: "token-1" });
    expect(one.visitor?.id).toBe("verified");
    expect(replaced).toBe(0);
  });

  it("sees nothing of the person before them", async () => {
    identity = { token: "signed" };
    const one = session();
    await one.token();
    identity = { userId: "another" };
    await one.identify();
    expect(one.visitor?.id).toBe("named");
    expect(replaced).toBe(1);
  });

  it("can chat though the site's token is refused, and the site is told", async () => {
    const one = session();
    await one.token();
    identity = { token: "expired" };
    await expect(one.identify()).rejects.toMatchObject({ status: 422 });
    expect(asked.map(({ path }) => path)).toEqual(["/session", "/identify", "/session"]);
    expect(one.visitor?.id).toBe("v1");
  });
});
