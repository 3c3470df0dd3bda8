/** One booted widget: the launcher now, the panel when it is first needed. */
import type { FrontdeskAnswers, FrontdeskIdentity, FrontdeskOptions, FrontdeskSent } from "../../frontdesk";
import type { WidgetConfig } from "../client/wire";
import type { Install, Panel, PanelModule } from "../panel_contract";
import type { Events } from "./events";
import { Greeting, ruleFor } from "./greeting";
import { Launcher } from "./launcher";
import { fetchSettings } from "./settings";
import { addStyles } from "./styles";
import { LAUNCHER_TEXTS } from "./texts";

const loadPanel = (): Promise<PanelModule> => import("../panel/index");

/** What the commands know beside the widget itself; it outlives one that is booted again. */
export interface Site {
  events: Events;
  attributes(): Record<string, string>;
  identity(): FrontdeskIdentity | null;
  ready(): void;
}

export class Widget {
  readonly #install: Install;
  readonly #storageKey: string;
  readonly #options: FrontdeskOptions;
  readonly #site: Site;
  readonly #events: Events;
  readonly #ready: Promise<WidgetConfig>;
  #launcher: Launcher | undefined;
  #greeting: Greeting | undefined;
  #panel: Promise<Panel> | undefined;
  #loaded: Panel | undefined;
  #open = false;
  #hidden = false;
  #unread = 0;
  #destroyed = false;

  constructor(install: Install, options: FrontdeskOptions, site: Site) {
    this.#install = { ...install, token: options.token ?? install.token };
    this.#storageKey = `frontdesk:${this.#install.token}`;
    this.#options = options;
    this.#site = site;
    this.#events = site.events;
    this.#ready = this.#start();
    // Told to the site by the `error` event; calls that need the widget reject on their own.
    this.#ready.catch((error: unknown) => this.#failed(error));
    this.#events.on("unread", this.#unreadChanged);
  }

  get<Name extends keyof FrontdeskAnswers>(name: Name): FrontdeskAnswers[Name] {
    const answers: FrontdeskAnswers = {
      state: !this.#launcher ? "loading" : this.#open ? "open" : this.#hidden ? "hidden" : "closed",
      unread: this.#unread,
      connected: this.#loaded?.connected() ?? false,
      visitor: this.#loaded?.visitor() ?? null,
    };
    return answers[name];
  }

  async open(): Promise<void> {
    if (this.#open || this.#destroyed) return;
    this.#open = true;
    this.#greeting?.remove();
    try {
      const panel = await this.#needPanel();
      if (!this.#open) return;
      panel.open();
      this.#redraw();
      this.#events.emit("open", undefined);
    } catch (error) {
      this.#open = false;
      this.#failed(error);
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#loaded?.close();
    this.#redraw();
    this.#launcher?.focus();
    this.#events.emit("close", undefined);
  }

  toggle(): void {
    if (this.#open) this.close();
    else void this.open();
  }

  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    if (hidden) {
      this.#greeting?.remove();
      this.close();
    }
    this.#redraw();
  }

  async prefill(text: string): Promise<void> {
    try {
      (await this.#needPanel()).prefill(text);
    } catch (error) {
      this.#failed(error);
    }
  }

  async send(text: string): Promise<FrontdeskSent> {
    return (await this.#needPanel()).send(text);
  }

  async escalate(reason?: string): Promise<void> {
    const panel = await this.#needPanel();
    await this.open();
    await panel.escalate(reason);
  }

  /** Who has had nothing to do with the chat yet is named when they have. */
  async identify(): Promise<void> {
    if (this.#panel || this.#isReturning()) await (await this.#needPanel()).identify();
  }

  get options(): FrontdeskOptions {
    return this.#options;
  }

  async logout(): Promise<void> {
    this.close();
    if (this.#panel || this.#isReturning()) await (await this.#needPanel()).logout();
  }

  destroy(): void {
    this.#destroyed = true;
    this.#open = false;
    this.#events.off("unread", this.#unreadChanged);
    this.#greeting?.remove();
    this.#loaded?.destroy();
    this.#launcher?.remove();
  }

  async #start(): Promise<WidgetConfig> {
    const [settings] = await Promise.all([fetchSettings(this.#install), bodyIsThere()]);
    const config = { ...settings, appearance: { ...settings.appearance, ...this.#options.appearance } };
    if (this.#destroyed) return config;
    this.#launcher = new Launcher(config, this.#options, () => this.toggle());
    this.#redraw();
    this.#site.ready();
    this.#greetLater(config);
    if (this.#isReturning()) whenIdle(() => void this.#needPanel().catch((error: unknown) => this.#failed(error)));
    return config;
  }

  /** Not to who has chatted before, and knows the way. */
  #greetLater({ behaviour, active }: WidgetConfig): void {
    const rule = ruleFor(behaviour.proactive, location);
    if (!rule || !active || !this.#launcher || this.#open || this.#hidden || this.#isReturning()) return;
    const { dismiss } = LAUNCHER_TEXTS[this.#options.locale ?? behaviour.locale];
    this.#greeting = new Greeting(this.#launcher.root, rule, dismiss, () => void this.open());
  }

  #needPanel(): Promise<Panel> {
    this.#panel ??= this.#createPanel().catch((error: unknown) => {
      this.#panel = undefined;
      throw error;
    });
    return this.#panel;
  }

  async #createPanel(): Promise<Panel> {
    const config = await this.#ready;
    const { createPanel } = await loadPanel();
    if (!this.#launcher || this.#destroyed) throw new Error("Frontdesk: the widget has been destroyed.");
    const { root } = this.#launcher;
    this.#loaded = await createPanel({
      root,
      install: this.#install,
      config,
      options: this.#options,
      storageKey: this.#storageKey,
      emit: (event, detail) => this.#destroyed || this.#events.emit(event, detail),
      attributes: () => this.#site.attributes(),
      identity: () => this.#site.identity(),
      addStyles: (css) => addStyles(root, css, this.#options.nonce),
      close: () => this.close(),
    });
    return this.#loaded;
  }

  /** Only somebody who has chatted before has anything stored. */
  #isReturning(): boolean {
    try {
      return localStorage.getItem(this.#storageKey) !== null;
    } catch {
      return false;
    }
  }

  readonly #unreadChanged = (unread: number): void => {
    this.#unread = unread;
    this.#redraw();
  };

  #redraw(): void {
    if (!this.#launcher) return;
    this.#launcher.hidden = this.#hidden;
    this.#launcher.show({ open: this.#open, unread: this.#unread });
  }

  #failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    console.warn(`Frontdesk could not load: ${message}`);
    this.#events.emit("error", { code: "unavailable", message });
  }
}

/** The script may run before the page's body has begun. */
function bodyIsThere(): Promise<void> {
  if (document.body) return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }));
}

function whenIdle(task: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(task, { timeout: 4_000 });
  else setTimeout(task, 1_000);
}
