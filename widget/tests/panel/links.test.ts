import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partsOf } from "../../src/panel/conversation/links";
import { safeHref } from "../../src/panel/href";

const linksIn = (text: string) => partsOf(text).flatMap(({ href }) => href ?? []);

describe("links in a message", () => {
  it.each([
    ["see https://example.com/a?b=c#d", ["https://example.com/a?b=c#d"]],
    ["(https://example.com).", ["https://example.com/"]],
    ["https://en.example.org/wiki/Java_(coffee)", ["https://en.example.org/wiki/Java_(coffee)"]],
    ["write to mailto:ana@example.com, please", ["mailto:ana@example.com"]],
    ["http://a.example and http://b.example", ["http://a.example/", "http://b.example/"]],
    ["HTTPS://EXAMPLE.COM!", ["https://example.com/"]],
  ])("are found in %s", (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "vbscript:x",
    "file:///etc/passwd",
    "JaVaScRiPt:alert(1)",
    "https://",
    "no address at all",
  ])("are not made of %s", (text) => {
    expect(linksIn(text)).toEqual([]);
  });

  it("never lose or change a character of the text", () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string(),
        fc.webPath().map((path) => `https://a.example${path}`),
        fc.constantFrom("mailto:a@b.c", "https://x.y)", ". ", "("),
      ),
    );
    fc.assert(
      fc.property(pieces, (given) => {
        const text = given.join("");
        expect(
          partsOf(text)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });

  it("lead nowhere but to http, https and mailto", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const href = safeHref(text);
        if (href !== null) expect(href).toMatch(/^(https?|mailto):/);
      }),
    );
  });
});
