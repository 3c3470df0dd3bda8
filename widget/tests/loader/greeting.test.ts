import { describe, expect, it } from "vitest";
import { ruleFor } from "../../src/loader/greeting";

const rule = (url_pattern: string | null) => ({ after_seconds: 5, url_pattern, text: url_pattern ?? "everywhere" });
const page = { host: "shop.example", pathname: "/pricing/teams" };

describe("the greeting of a page", () => {
  it.each(["/pricing*", "/pricing/teams", "shop.example/*", "*/teams", "*.example/pricing*"])("fits %s", (pattern) => {
    expect(ruleFor([rule(pattern)], page)?.text).toBe(pattern);
  });

  it.each(["/pricing", "/Pricing*", "/teams*", "example/*", "shopXexample/*", "/p.icing*"])(
    "fits not %s",
    (pattern) => {
      expect(ruleFor([rule(pattern)], page)).toBeUndefined();
    },
  );

  it("is the first that fits", () => {
    expect(ruleFor([rule("/about"), rule(null), rule("/pricing*")], page)?.text).toBe("everywhere");
    expect(ruleFor([], page)).toBeUndefined();
  });
});
