import fc from "fast-check";
import type { ComponentChildren, VNode } from "preact";
import { describe, expect, it } from "vitest";
import { contentOf } from "../../src/panel/article/html";

type Node = string | { tag: string; attributes: Record<string, unknown>; children: Node[] };

/** What was built, without what the library keeps beside it. */
function plain(content: ComponentChildren): Node[] {
  if (content === null || content === undefined || typeof content === "boolean" || content === "") return [];
  if (Array.isArray(content)) return content.flatMap(plain);
  if (typeof content !== "object") return [String(content)];
  const { type, props } = content as VNode<Record<string, unknown>>;
  const { children, ...attributes } = props;
  return [{ tag: String(type), attributes, children: plain(children as ComponentChildren) }];
}

const text = (nodes: Node[]): string =>
  nodes.map((node) => (typeof node === "string" ? node : text(node.children))).join("");
const all = (nodes: Node[]): Exclude<Node, string>[] =>
  nodes.flatMap((node) => (typeof node === "string" ? [] : [node, ...all(node.children)]));

describe("an article's HTML", () => {
  it("becomes the elements that it describes", () => {
    const [list] = plain(contentOf("<ul><li>one</li><li>two <strong>&amp; three</strong></li></ul>"));
    expect(list).toEqual({
      tag: "ul",
      attributes: {},
      children: [
        { tag: "li", attributes: {}, children: ["one"] },
        { tag: "li", attributes: {}, children: ["two ", { tag: "strong", attributes: {}, children: ["& three"] }] },
      ],
    });
  });

  it.each(["s", "del"])("strikes out what the server strikes out as <%s>", (tag) => {
    expect(plain(contentOf(`a <${tag}>b</${tag}>`))).toEqual(["a ", { tag, attributes: {}, children: ["b"] }]);
  });

  it("keeps links to the web, in a window of their own, and pictures over https", () => {
    const [link, picture] = all(
      plain(
        contentOf('<a href="https://example.com/?a=1&amp;b=2">x</a><img src="https://example.com/a.png" alt="A cup">'),
      ),
    );
    expect(link?.attributes).toMatchObject({ href: "https://example.com/?a=1&b=2", target: "_blank" });
    expect(picture?.attributes).toMatchObject({ src: "https://example.com/a.png", alt: "A cup" });
  });

  it.each([
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java&#115;cript:alert(1)">x</a>',
    '<img src="x" onerror="alert(1)">',
    '<img src="http://example.com/a.png" alt="">',
    '<p onclick="alert(1)" style="color:red">x</p>',
    "<script>alert(1)</script>",
    '<iframe src="https://example.com"></iframe>',
    '<svg><use href="x"></use></svg>',
  ])("has no place for %s", (html) => {
    for (const { tag, attributes } of all(plain(contentOf(html)))) {
      expect(["a", "img", "p"]).toContain(tag);
      expect(Object.keys(attributes).filter((name) => name !== "alt" && name !== "loading")).toEqual([]);
    }
  });

  it("that is broken shows its words all the same", () => {
    expect(text(plain(contentOf("<p>one <em>two</p> three</b> <li>four")))).toBe("one two three four");
    fc.assert(
      fc.property(fc.string(), (html) => {
        all(plain(contentOf(html)));
        expect(text(plain(contentOf(html.replace(/[<&]/g, ""))))).toBe(html.replace(/[<&]/g, ""));
      }),
    );
  });
});
