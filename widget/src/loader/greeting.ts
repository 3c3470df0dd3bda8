/** What the company says of its own accord, beside the launcher, to who has not opened the chat yet. */
import type { WidgetConfig } from "../client/wire";

type Rule = WidgetConfig["behaviour"]["proactive"][number];

/** The first rule for this page. A pattern that begins with `/` is meant for the path, any other for host and path. */
export function ruleFor(rules: readonly Rule[], { host, pathname }: Pick<Location, "host" | "pathname">) {
  return rules.find(({ url_pattern }) => {
    if (!url_pattern) return true;
    const parts = url_pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(url_pattern.startsWith("/") ? pathname : host + pathname);
  });
}

export class Greeting {
  readonly #element = document.createElement("div");
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(root: ShadowRoot, rule: Rule, dismissText: string, onChosen: () => void) {
    this.#timer = setTimeout(() => {
      this.#element.className = "greeting";
      this.#element.setAttribute("role", "status");
      this.#element.dir = "auto";
      this.#element.append(
        button("greeting-text", rule.text, onChosen),
        button("greeting-close", "×", () => this.remove(), dismissText),
      );
      root.append(this.#element);
    }, rule.after_seconds * 1000);
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.#element.remove();
  }
}

function button(name: string, text: string, onClick: () => void, label?: string): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = name;
  element.textContent = text;
  if (label) element.setAttribute("aria-label", label);
  element.addEventListener("click", onClick);
  return element;
}
