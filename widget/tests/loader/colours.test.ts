import { describe, expect, it } from "vitest";
import { readableOn } from "../../src/loader/colours";

describe("the text colour on the primary colour", () => {
  it("is the configured one where it can be read", () => {
    expect(readableOn("#4f46e5", "#fdf4ff")).toBe("#fdf4ff");
  });

  it.each([
    ["#f5b301", "#ffffff", "#111318"],
    ["#101010", "#222222", "#ffffff"],
    ["#ffffff", "#ffffff", "#111318"],
    ["#7a7a7a", "#ffffff", "#000000"],
  ])("gives way on %s for %s to %s", (background, wished, readable) => {
    expect(readableOn(background, wished)).toBe(readable);
  });
});
