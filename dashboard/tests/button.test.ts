import type { MouseEvent } from "react";
import { describe, expect, it, vi } from "vitest";
import { resting } from "../src/parts/button";

describe("a button that has nothing to do", () => {
  it("keeps the focus, is told as such, and neither does anything nor sends its form", () => {
    const act = vi.fn();
    const button = resting({ disabled: true, type: "submit", onClick: act });
    expect(button).not.toHaveProperty("disabled");
    expect(button).toMatchObject({ "aria-disabled": true, type: "submit" });
    const press = { preventDefault: vi.fn() } as unknown as MouseEvent<HTMLButtonElement>;
    button.onClick?.(press);
    expect(press.preventDefault).toHaveBeenCalledOnce();
    expect(act).not.toHaveBeenCalled();
  });

  it("is like any other as soon as it has", () => {
    const act = vi.fn();
    expect(resting({ disabled: false, onClick: act })).toEqual({ onClick: act });
  });
});
