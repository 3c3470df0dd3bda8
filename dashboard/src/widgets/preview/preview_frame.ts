import pageCss from "./page.css?inline";
import type { PreviewServer } from "./preview_server";

/** The widget's own loader, as sites get it. */
const ASSETS = "/widget";
const STILL = "*, *::before, *::after { animation: none !important; transition: none !important }";

type Frontdesk = (command: string, options?: object) => unknown;
type FrameWindow = Window & typeof globalThis & { Frontdesk: Frontdesk & { install?: object; q?: unknown[][] } };

/**
 * A page in a frame, with the widget as sites have it: the same loader, the same panel. What they would ask of
 * Frontdesk is answered here, and what they would keep on the device is forgotten with the frame.
 */
export class PreviewFrame {
  private readonly window: FrameWindow;
  private server: PreviewServer | null = null;
  private storage = new Map<string, string>();
  /** Each showing is a widget of its own: the loader asks for the settings of one only once. */
  private showing = 0;

  /** `onFailed`: the widget's files do not come. */
  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly onFailed: () => void,
  ) {
    this.window = frame.contentWindow as FrameWindow;
    this.cutOff();
    this.furnish();
  }

  show(server: PreviewServer, { isOpen, isDark }: { isOpen: boolean; isDark: boolean }): void {
    this.server = server;
    this.showing += 1;
    const token = `preview-${this.showing}`;
    const { session } = server;
    this.storage = new Map(session ? [[`frontdesk:${token}`, JSON.stringify(session)]] : []);
    this.window.document.documentElement.dataset.theme = isDark ? "dark" : "light";
    const calls: unknown[][] = [["boot", { token }], ...(isOpen ? [["open"]] : [])];
    if (this.showing === 1) this.load(calls);
    else for (const [command, options] of calls) this.window.Frontdesk(command as string, options as object);
  }

  private load(calls: unknown[][]): void {
    const { document } = this.window;
    const origin = location.origin;
    const install = { token: "preview", api: origin, assets: origin + ASSETS };
    const queue = Object.assign((...given: unknown[]) => void calls.push(given), { install, q: calls });
    this.window.Frontdesk = queue as FrameWindow["Frontdesk"];
    const loader = document.createElement("script");
    loader.type = "module";
    loader.src = `${install.assets}/loader.js`;
    loader.onerror = this.onFailed;
    document.head.append(loader);
  }

  /** From the network, the device, the other tabs, and from the focus of whoever writes in the form. */
  private cutOff(): void {
    const { window, frame } = this;
    const connect = (push: (frame: object) => void) => this.server?.connect(push) ?? (() => {});
    const replaced: Record<string, unknown> = {
      fetch: (url: string, options?: RequestInit) => this.answer(url, options),
      WebSocket: lineTo(connect),
      localStorage: this.memory(),
      indexedDB: undefined,
      BroadcastChannel: undefined,
    };
    for (const [name, value] of Object.entries(replaced)) {
      Object.defineProperty(window, name, { value, configurable: true, writable: true });
    }
    const focus = window.HTMLElement.prototype.focus;
    window.HTMLElement.prototype.focus = function (options) {
      if (frame.ownerDocument.activeElement === frame) focus.call(this, options);
    };
  }

  private async answer(url: string, options?: RequestInit): Promise<Response> {
    const path = new URL(url).pathname.replace(/^\/api\/widget\/[^/]+/, "");
    const body: unknown = options?.method === "POST" ? JSON.parse(String(options.body ?? "{}")) : null;
    const answer = this.server?.answer(path, body);
    return answer ? Response.json(answer) : refusal();
  }

  private memory() {
    return {
      getItem: (key: string) => this.storage.get(key) ?? null,
      setItem: (key: string, value: string) => void this.storage.set(key, value),
      removeItem: (key: string) => void this.storage.delete(key),
    };
  }

  /** A page that could be anybody's; and a widget that does not arrive anew with each letter that is typed. */
  private furnish(): void {
    const { document, CSSStyleSheet, MutationObserver } = this.window;
    const page = new CSSStyleSheet();
    page.replaceSync(pageCss);
    document.adoptedStyleSheets = [page];
    document.body.append(
      ...["bar", "head", "line", "line", "picture", "line", "line"].map((name) => block(document, name)),
    );
    const still = new CSSStyleSheet();
    still.replaceSync(STILL);
    new MutationObserver(() => {
      const root = document.getElementById("frontdesk")?.shadowRoot;
      if (root && !root.adoptedStyleSheets.includes(still)) root.adoptedStyleSheets.push(still);
    }).observe(document.body, { childList: true });
  }
}

function refusal(): Response {
  const problem = { code: "forbidden", detail: "The preview does not do this.", retryable: false };
  return new Response(JSON.stringify(problem), {
    status: 403,
    headers: { "content-type": "application/problem+json" },
  });
}

function block(document: Document, name: string): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  return element;
}

/** A WebSocket that leads to `connect` and nowhere else. */
function lineTo(connect: (push: (frame: object) => void) => (text: string) => void) {
  return class {
    onopen: (() => void) | null = null;
    onclose: (() => void) | null = null;
    onerror: (() => void) | null = null;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    private readonly take = connect((frame) => queueMicrotask(() => this.onmessage?.({ data: JSON.stringify(frame) })));

    constructor() {
      queueMicrotask(() => this.onopen?.());
    }

    send(text: string): void {
      this.take(text);
    }

    close(): void {}
  };
}
