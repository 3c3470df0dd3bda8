/** The round button in a shadow root of its own, and the root in which the panel will live. */
import type { FrontdeskOptions } from "../../frontdesk";
import type { WidgetConfig } from "../client/wire";
import { readableOn } from "./colours";
import css from "./launcher.css?inline";
import { addStyles } from "./styles";
import { LAUNCHER_TEXTS } from "./texts";

const MARGIN = "20px";

const BUTTON = `
  <svg class="speech" viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <path fill="currentColor" d="M12 3c-5.2 0-9.25 3.6-9.25 8.2 0 2.5 1.2 4.7 3.1 6.2-.1 1-.5 2.2-1.4 3.1-.2.2 0 .5.3.5 2
      0 3.8-.8 4.9-1.6.75.15 1.55.2 2.35.2 5.2 0 9.25-3.7 9.25-8.4S17.2 3 12 3Z"/>
  </svg>
  <svg class="cross" viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <path d="m6 9.5 6 6 6-6" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>
  </svg>
  <span class="badge" hidden></span>`;

export class Launcher {
  readonly root: ShadowRoot;
  readonly #host = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #texts: (typeof LAUNCHER_TEXTS)["en"];
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #wishedTheme: "light" | "dark" | "auto";

  constructor(config: WidgetConfig, options: FrontdeskOptions, onClick: () => void) {
    this.#texts = LAUNCHER_TEXTS[options.locale ?? config.behaviour.locale];
    this.#wishedTheme = options.theme ?? config.appearance.theme;
    this.#host.id = "frontdesk";
    this.root = this.#host.attachShadow({ mode: "open" });
    addStyles(this.root, css, options.nonce);
    this.#setLook(config, options);
    this.#button.type = "button";
    this.#button.className = "launcher";
    this.#button.innerHTML = BUTTON;
    this.#button.addEventListener("click", onClick);
    this.show({ open: false, unread: 0 });
    this.root.append(this.#button);
    document.body.append(this.#host);
  }

  show({ open, unread }: { open: boolean; unread: number }): void {
    const { open: toOpen, close: toClose, unread: toRead } = this.#texts;
    this.#button.setAttribute("aria-expanded", String(open));
    this.#button.setAttribute("aria-label", open ? toClose : unread > 0 ? toRead(unread) : toOpen);
    const badge = this.#button.querySelector<HTMLElement>(".badge");
    if (!badge) return;
    badge.hidden = open || unread === 0;
    badge.textContent = unread > 99 ? "99+" : String(unread);
  }

  set hidden(hidden: boolean) {
    this.#button.hidden = hidden;
  }

  focus(): void {
    this.#button.focus();
  }

  remove(): void {
    this.#dark.removeEventListener("change", this.#setTheme);
    this.#host.remove();
  }

  #setLook({ appearance }: WidgetConfig, options: FrontdeskOptions): void {
    const position = options.position ?? appearance.position;
    const [vertical, horizontal] = position.split("-");
    const sides = ["top", "right", "bottom", "left"].map((side) =>
      side === vertical || side === horizontal ? MARGIN : "auto",
    );
    const variables = {
      "--fd-primary": appearance.primary_colour,
      "--fd-on-primary": readableOn(appearance.primary_colour, appearance.text_colour),
      "--fd-launcher": `${appearance.launcher_size}px`,
      "--fd-radius": `${appearance.border_radius}px`,
      "--fd-inset": sides.join(" "),
    };
    for (const [name, value] of Object.entries(variables)) this.#host.style.setProperty(name, value);
    this.#host.dataset.position = position;
    this.#setTheme();
    this.#dark.addEventListener("change", this.#setTheme);
  }

  readonly #setTheme = (): void => {
    const wished = this.#wishedTheme;
    this.#host.dataset.theme = wished === "auto" ? (this.#dark.matches ? "dark" : "light") : wished;
  };
}
