/** As much of a document as a component needs to be drawn and pressed. No browser: how it looks, and where the focus is,
 * the browser tests say. */
type Listener = (event: object) => unknown;

export class SmallElement {
  readonly nodeType: number;
  readonly ownerDocument = { createElementNS: made, createTextNode: written };
  readonly namespaceURI = "http://www.w3.org/1999/xhtml";
  readonly attributes = new Map<string, string>();
  readonly style = {};
  childNodes: SmallElement[] = [];
  parentNode: SmallElement | null = null;
  data = "";
  value = "";
  readonly localName: string;
  readonly #listeners = new Map<string, Listener>();

  constructor(localName: string, nodeType = 1) {
    this.localName = localName;
    this.nodeType = nodeType;
  }

  get firstChild(): SmallElement | null {
    return this.childNodes[0] ?? null;
  }

  get nextSibling(): SmallElement | null {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  get textContent(): string {
    return this.nodeType === 3 ? this.data : this.childNodes.map((child) => child.textContent).join("");
  }

  insertBefore(child: SmallElement, before: SmallElement | null): void {
    child.remove();
    child.parentNode = this;
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, child);
  }

  remove(): void {
    if (this.parentNode) this.parentNode.childNodes = this.parentNode.childNodes.filter((each) => each !== this);
    this.parentNode = null;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, listener);
  }

  removeEventListener(type: string): void {
    this.#listeners.delete(type);
  }

  focus(): void {}

  /** Only what is to have the focus is looked for in this way. */
  querySelector(): null {
    return null;
  }

  /** As somebody does who uses it. */
  happens(type: string, event: object = {}): void {
    const given = { type, target: this, currentTarget: this, preventDefault() {}, stopPropagation() {}, ...event };
    this.#listeners.get(type)?.call(this, given);
  }

  all(localName: string): SmallElement[] {
    return this.childNodes.flatMap((child) => [
      ...(child.localName === localName ? [child] : []),
      ...child.all(localName),
    ]);
  }

  button(name: string): SmallElement {
    const found = this.all("button").find((each) => each.textContent === name);
    if (!found) throw new Error(`There is no button ${name} in: ${this.textContent}`);
    return found;
  }
}

export function made(_namespace: string, localName: string): SmallElement {
  return new SmallElement(localName);
}

export function written(text: string): SmallElement {
  const node = new SmallElement("#text", 3);
  node.data = text;
  return node;
}
