/**
 * Frontdesk as a module, for sites that are built: `createFrontdesk` for any of them, `<frontdesk-chat>` for markup.
 * Importing it touches no browser, so it may be imported where pages are rendered on a server.
 */
import type {
  FrontdeskEvents,
  FrontdeskFunction,
  FrontdeskIdentity,
  FrontdeskOptions,
  FrontdeskSent,
} from "../../frontdesk";

export interface CreateOptions extends Omit<FrontdeskOptions, "token"> {
  /** Where Frontdesk runs, without a path. */
  backendUrl: string;
  token: string;
  autoOpen?: boolean;
}

export interface FrontdeskChat {
  readonly isConnected: boolean;
  open(): void;
  close(): void;
  toggle(): void;
  show(): void;
  hide(): void;
  prefill(text: string): void;
  send(text: string): Promise<FrontdeskSent>;
  escalate(options?: { reason?: string }): Promise<void>;
  identify(visitor: FrontdeskIdentity): Promise<void>;
  setContext(context: Record<string, string | number | boolean>): void;
  setLocale(locale: "en" | "id"): void;
  /** The function given back ends it. */
  on<Name extends keyof FrontdeskEvents>(event: Name, listener: (detail: FrontdeskEvents[Name]) => void): () => void;
  logout(): Promise<void>;
  destroy(options?: { storage?: boolean }): Promise<void>;
}

type Call = (command: string, ...given: unknown[]) => unknown;

/** A page has one widget: creating it again shows the new one in the old one's place. */
export function createFrontdesk({ backendUrl, token, autoOpen, ...options }: CreateOptions): FrontdeskChat {
  const inBrowser = typeof document !== "undefined";
  const call: Call = (...given) =>
    inBrowser ? (window.Frontdesk as unknown as Call)(...(given as [string])) : nothingHere();
  let isConnected = false;
  const noteConnection = (state: FrontdeskEvents["connection"]) => {
    isConnected = state === "live" || state === "polling";
  };
  if (inBrowser) {
    load(backendUrl, token, options.nonce);
    call("boot", { ...options, token });
    call("on", "connection", noteConnection);
    if (autoOpen) call("open");
  }
  return {
    get isConnected() {
      return isConnected;
    },
    open: () => void call("open"),
    close: () => void call("close"),
    toggle: () => void call("toggle"),
    show: () => void call("show"),
    hide: () => void call("hide"),
    prefill: (text) => void call("prefill", text),
    send: (text) => call("send", text) as Promise<FrontdeskSent>,
    escalate: (given) => call("escalate", given) as Promise<void>,
    identify: (visitor) => call("identify", visitor) as Promise<void>,
    setContext: (context) => void call("setContext", context),
    setLocale: (locale) => void call("setLocale", locale),
    on(event, listener) {
      call("on", event, listener);
      return () => void call("off", event, listener);
    },
    logout: () => call("logout") as Promise<void>,
    destroy: (given) => call("destroy", given) as Promise<void>,
  };
}

/** What is asked for while a page is rendered on a server is never answered there. */
function nothingHere(): Promise<never> {
  return new Promise(() => {});
}

function load(backendUrl: string, token: string, nonce: string | undefined): void {
  if ((window as Partial<Window>).Frontdesk) return;
  const queue: unknown[] = [];
  const wait = (...given: unknown[]) =>
    new Promise((resolve, reject) => queue.push(Object.assign(given, { resolve, reject })));
  window.Frontdesk = Object.assign(wait, { q: queue }) as unknown as FrontdeskFunction;
  const script = document.createElement("script");
  script.src = `${backendUrl.replace(/\/$/, "")}/api/widget/${encodeURIComponent(token)}/script.js`;
  script.async = true;
  if (nonce) script.nonce = nonce;
  document.head.append(script);
}

const ATTRIBUTES = ["locale", "theme", "position", "nonce"] as const;

/** `<frontdesk-chat backend-url="…" token="…" auto-open>`; its events are called `frontdesk:message` and so on. */
export function defineFrontdeskElement(name = "frontdesk-chat"): void {
  if (typeof customElements === "undefined" || customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      chat: FrontdeskChat | undefined;

      connectedCallback(): void {
        const given = ATTRIBUTES.flatMap((attribute) => {
          const value = this.getAttribute(attribute);
          return value === null ? [] : [[attribute, value]];
        });
        this.chat = createFrontdesk({
          ...(Object.fromEntries(given) as FrontdeskOptions),
          backendUrl: this.getAttribute("backend-url") ?? "",
          token: this.getAttribute("token") ?? "",
          autoOpen: this.hasAttribute("auto-open"),
        });
        for (const event of EVENTS) {
          this.chat.on(event, (detail) => this.dispatchEvent(new CustomEvent(`frontdesk:${event}`, { detail })));
        }
      }

      disconnectedCallback(): void {
        void this.chat?.destroy();
        this.chat = undefined;
      }
    },
  );
}

const EVENTS = [
  "ready",
  "open",
  "close",
  "message",
  "sent",
  "failed",
  "unread",
  "status",
  "agent",
  "queue",
  "escalation",
  "resolved",
  "rating",
  "connection",
  "error",
] as const satisfies readonly (keyof FrontdeskEvents)[];

defineFrontdeskElement();
