/** The round button in a shadow root of its own, and the root in which the panel will live. */
import type { FrontdeskOptions } from "../../frontdesk";
import type { WidgetConfig } from "../client/wire";
import { readableOn } from "./colours";
import css from "./launcher.css?inline";
import { addStyles } from "./styles";
import { LAUNCHER_TEXTS } from "./texts";

const MARGIN = "20px";

const PRESSED = "m6 9.5 6 6 6-6";
/** Drawn as lines, in a square of 24. */
const ICONS: Record<WidgetConfig["appearance"]["launcher_icon"], string> = {
  chat: "M12 4c-4.9 0-8.6 3.2-8.6 7.4 0 2.3 1.1 4.3 2.9 5.6-.1 1-.5 2-1.2 3 1.7 0 3.3-.8 4.4-1.5.8.2 1.6.3 2.5.3 4.9 0 8.6-3.3 8.6-7.4S16.9 4 12 4Z",
  question: "M8.7 9.2A3.4 3.4 0 0 1 12 6.5c2 0 3.5 1.3 3.5 3.1 0 2.5-3.4 2.7-3.4 5M12.1 18v.1",
  wave: "M7 12.5v-6a1.5 1.5 0 0 1 3 0V11M10 6V4.5a1.5 1.5 0 0 1 3 0V11M13 6a1.5 1.5 0 0 1 3 0v5.5M16 9a1.5 1.5 0 0 1 3 0v5c0 4-2.5 6.5-6.5 6.5-3 0-4.5-1.5-5.8-3.8l-2.4-4c-.8-1.4 1-2.5 1.9-1.3L7 12.5",
  headset:
    "M4.5 14v-2a7.5 7.5 0 0 1 15 0v2M4.5 13.5h2.3v5H5.5a1 1 0 0 1-1-1zM19.5 13.5h-2.3v5h1.3a1 1 0 0 0 1-1zM18 18.5c0 1.6-2 2.2-4.5 2.2",
};

export class Launcher {
  readonly root: ShadowRoot;
  readonly #host = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #badge = document.createElement("span");
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
    this.#badge.className = "badge";
    const { launcher_icon } = config.appearance;
    this.#button.append(drawing("speech", ICONS[launcher_icon]), drawing("cross", PRESSED), this.#badge);
    this.#button.addEventListener("click", onClick);
    this.show({ open: false, unread: 0 });
    this.root.append(this.#button);
    document.body.append(this.#host);
  }

  show({ open, unread }: { open: boolean; unread: number }): void {
    const { open: toOpen, close: toClose, unread: toRead } = this.#texts;
    this.#button.setAttribute("aria-expanded", String(open));
    this.#button.setAttribute("aria-label", open ? toClose : unread > 0 ? toRead(unread) : toOpen);
    this.#badge.hidden = open || unread === 0;
    this.#badge.textContent = unread > 99 ? "99+" : String(unread);
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

/** Element by element: a site whose policy demands trusted types takes no markup. */
function drawing(name: string, path: string): SVGElement {
  const part = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    return element as SVGElement;
  };
  const svg = part("svg", { class: name, viewBox: "0 0 24 24", "aria-hidden": "true" });
  svg.append(part("path", { d: path }));
  return svg;
}
