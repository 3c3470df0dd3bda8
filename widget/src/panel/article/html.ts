/**
 * Builds what an article's HTML describes, from a list of elements that are allowed, without handing the browser any
 * markup: sites whose policy demands trusted types allow no such thing. The server sends HTML that it has cleaned.
 */
import { type ComponentChildren, h } from "preact";
import { safeHref } from "../href";

const ALLOWED = new Set(
  "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr i b img li ol p pre s strong sub sup table tbody td th thead tr ul".split(
    " ",
  ),
);
const WITHOUT_CONTENT = new Set(["br", "hr", "img"]);
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi;
const ATTRIBUTE = /([a-z-]+)="([^"]*)"/gi;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

interface Open {
  tag: string;
  attributes: Record<string, unknown>;
  children: ComponentChildren[];
}

export function contentOf(html: string): ComponentChildren {
  const root: Open = { tag: "", attributes: {}, children: [] };
  const open = [root];
  const top = () => open.at(-1) ?? root;
  const close = () => {
    const { tag, attributes, children } = open.pop() as Open;
    top().children.push(ALLOWED.has(tag) ? h(tag, attributes, ...children) : children);
  };
  let from = 0;
  for (const { 0: found, 1: closing, 2: name = "", 3: attributes = "", index } of html.matchAll(TOKEN)) {
    if (index > from) top().children.push(textOf(html.slice(from, index)));
    from = index + found.length;
    const tag = name.toLowerCase();
    if (!closing) {
      open.push({ tag, attributes: attributesOf(tag, attributes), children: [] });
      if (WITHOUT_CONTENT.has(tag)) close();
    } else if (open.some((each) => each.tag === tag)) {
      while (top().tag !== tag) close();
      close();
    }
  }
  top().children.push(textOf(html.slice(from)));
  while (open.length > 1) close();
  return root.children;
}

function attributesOf(tag: string, text: string): Record<string, unknown> {
  const given = Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name, value]) => [name, textOf(value ?? "")]));
  if (tag === "a") {
    const href = safeHref(given.href ?? "");
    return href ? { href, target: "_blank", rel: "noopener noreferrer nofollow" } : {};
  }
  if (tag !== "img") return {};
  const src = safeHref(given.src ?? "");
  return { alt: given.alt ?? "", loading: "lazy", ...(src?.startsWith("https:") && { src }) };
}

function textOf(html: string): string {
  return html.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
