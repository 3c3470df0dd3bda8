import { IDBFactory } from "fake-indexeddb";
import { h, render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { WidgetConfig } from "../../src/client/wire";
import { Model } from "../../src/panel/model";
import { StartScreen } from "../../src/panel/start_screen";
import { texts } from "../../src/panel/texts/en";
import { texts as indonesian } from "../../src/panel/texts/id";
import { useModel } from "../../src/panel/use_model";
import type { PanelContext } from "../../src/panel_contract";
import { SmallElement } from "../small_document";
import { until } from "../until";

const MINUTE_MS = 60_000;
const AGENTS = { handler_type: "agent", open_now: true, active: true } as const;
const SESSION = {
  visitor: { id: "vera", name: null, email: null, verified: false },
  visitor_token: "token",
  expires_at: "2099-01-01T00:00:00Z",
};

/** The company's own truth; what the page knows of it may be older. */
let company: Partial<WidgetConfig>;
let asked: { path: string; body: Record<string, unknown> }[];
let model: Model;
let places: SmallElement[];

beforeEach(() => {
  company = AGENTS;
  asked = [];
  places = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => answerOf(new URL(url).pathname, init));
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("localStorage", { getItem: () => null, setItem() {}, removeItem() {} });
  vi.stubGlobal("location", { href: "https://shop.example/" });
  vi.stubGlobal("navigator", { language: "en" });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { title: "Shop", visibilityState: "visible" }));
});

afterEach(() => {
  for (const place of places) render(null, place as never);
  model.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function answerOf(path: string, init: RequestInit): Response {
  const route = path.replace("/api/widget/token", "");
  asked.push({ path: route, body: JSON.parse(String(init.body ?? "{}")) });
  if (route === "/config") return Response.json(config(company));
  if (route === "/session") return Response.json(SESSION);
  const open = company.open_now;
  if (route === "/offline-message")
    return open ? refused("conflict") : Response.json({ ticket_number: 7, conversation_id: "c" });
  if (init.method === "POST" && !open) return refused("outside_business_hours");
  return Response.json({ items: [] });
}

function refused(code: string): Response {
  const headers = { "content-type": "application/problem+json" };
  return new Response(JSON.stringify({ code, detail: "Why.", retryable: false }), { status: 409, headers });
}

function config(more: Partial<WidgetConfig>): WidgetConfig {
  const limits = { message_length: 4000, page_size: 50, heartbeat_seconds: 30 };
  const own = {
    name: "Shop",
    appearance: { primary_colour: "#000000" },
    texts: {},
    behaviour: { locale: "en" },
    limits,
  };
  return { ...own, ...more } as unknown as WidgetConfig;
}

/** A page that knows what it was told when it was loaded. */
function page(known: Partial<WidgetConfig> = company): Model {
  const appearance = { primary_colour: "#ff0000" } as WidgetConfig["appearance"];
  const context = {
    install: { token: "token", api: "https://desk", assets: "" },
    config: { ...config(known), appearance },
    options: {},
    storageKey: "frontdesk:token",
    emit() {},
    attributes: () => ({}),
    identity: () => null,
    addStyles() {},
  };
  model = new Model(context as unknown as PanelContext, texts);
  return model;
}

function Panel() {
  useModel(model);
  return model.view() ? null : h(StartScreen, { model });
}

/** The start screen: with its field while somebody is there, with the form while nobody is. */
function start() {
  const place = new SmallElement("div");
  places.push(place);
  render(h(Panel, {}), place as never);
  const field = (name: string) =>
    [...place.all("input"), ...place.all("textarea")].find((each) => (each.getAttribute("name") ?? "chat") === name);
  const fill = async (name: string, text: string) => {
    field(name)?.happens("input", { currentTarget: { value: text } });
    await until(() => expect(field(name)?.value).toBe(text));
  };
  const submit = () => place.all("form")[0]?.happens("submit");
  return { place, field, fill, submit };
}

const pending = () => [...model.state.snapshot.conversations.values()].flatMap(({ log }) => log.pending);

it("what cannot be sent, as everybody has gone home meanwhile, stands in the form, and is a ticket when that is sent", async () => {
  await page().load();
  company = { ...AGENTS, open_now: false };
  model.send("Where is my order?").catch(() => {});
  await until(() => expect(model.state.problem).toBe(texts.problems.outside_business_hours));
  expect([model.nobodyThere, model.state.current]).toEqual([true, null]);
  await page().load();
  expect(pending(), "it survives a reload until it has gone another way").toHaveLength(1);

  const { place, field, fill, submit } = start();
  await until(() => expect(field("message")?.value).toBe("Where is my order?"));
  await fill("name", "Vera");
  await fill("email", "vera@example.com");
  submit();
  await until(() => expect(place.textContent).toContain("It is ticket #7"));
  expect(asked.at(-1)?.body).toMatchObject({ name: "Vera", message: "Where is my order?" });
  await until(() => expect(pending()).toEqual([]));
  expect(model.state.problem).toBeNull();
});

it("a form that is refused, as somebody is there again, leaves its words to the field that takes its place", async () => {
  await page({ ...AGENTS, open_now: false }).load();
  const { field, fill, submit } = start();
  await until(() => expect(field("message")).toBeDefined());
  for (const [name, text] of Object.entries({ name: "Vera", email: "vera@example.com", message: "Hello?" }))
    await fill(name, text);
  submit();
  await until(() => expect(model.state.problem).toBe(texts.openAgain));
  await until(() => expect(field("chat")?.value).toBe("Hello?"));
  expect(asked.findLast(({ path }) => path === "/session")?.body).toMatchObject({
    name: "Vera",
    email: "vera@example.com",
  });
});

it("a conversation that a workflow would have held, were it still there, has its form as well", async () => {
  company = { ...AGENTS, handler_type: "workflow", open_now: false };
  await page().load();
  expect(model.nobodyThere).toBe(false);
  model.send("Hello?").catch(() => {});
  await until(() => expect(model.nobodyThere).toBe(true));
});

it("who opens the panel long after the page was loaded is told anew whether somebody is there", async () => {
  await page().load();
  const { field, fill } = start();
  await fill("chat", "Hello?");
  company = { ...AGENTS, open_now: false };
  model.setOpen(true);
  model.setOpen(false);
  expect(asked.filter(({ path }) => path === "/config")).toHaveLength(0);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6 * MINUTE_MS });
  model.setOpen(true);
  await until(() => expect(field("message")?.value).toBe("Hello?"));
  expect(model.context.config.appearance.primary_colour, "the site's own choice").toBe("#ff0000");
  model.setOpen(true);
  expect(asked.filter(({ path }) => path === "/config")).toHaveLength(1);
});

it("a page that cannot ask anew goes on with what it knows", async () => {
  page();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6 * MINUTE_MS });
  model.setOpen(true);
  await model.load();
  expect([model.nobodyThere, model.state.problem]).toEqual([false, null]);
});

it("what was refused waits on screen, and says why, where the page cannot ask anew", async () => {
  await page().load();
  company = { ...AGENTS, open_now: false };
  const answering = fetch;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
    url.endsWith("/config") ? Promise.reject(new TypeError("fetch failed")) : answering(url, init),
  );
  model.send("Hello?").catch(() => {});
  await until(() => expect(model.state.problem).toBe(texts.problems.unreachable));
  expect(pending()).toMatchObject([{ content: "Hello?", failure: { code: "outside_business_hours" } }]);
  expect(model.view()?.draft).toBe(true);
});

it("what the site writes into the composer waits for a field, and is taken up by the first alone", async () => {
  page();
  model.prefill("I want to order");
  await model.load();
  const { field } = start();
  await until(() => expect(field("chat")?.value).toBe("I want to order"));
  await until(() => expect(start().field("chat")?.value).toBe(""));
});

it("says in both languages that it has closed, and that it is open again", () => {
  page();
  for (const { problems, openAgain } of [texts, indonesian]) {
    expect(problems.outside_business_hours).not.toBe(problems.other);
    expect(openAgain).not.toBe("");
  }
});
