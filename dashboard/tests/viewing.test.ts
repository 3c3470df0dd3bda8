import type { Courier } from "@frontdesk/widget/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Viewing } from "../src/conversation/viewing";

const said: string[] = [];
const ask = vi.fn<Courier["ask"]>();

beforeEach(() => {
  vi.useFakeTimers();
  said.length = 0;
  ask.mockImplementation(async (frame) => {
    said.push(`${frame.type.replace("conversation.", "")} ${"conversation_id" in frame ? frame.conversation_id : ""}`);
    return {} as Awaited<ReturnType<Courier["ask"]>>;
  });
});
afterEach(() => vi.useRealTimers());

describe("what is on the screen", () => {
  it("is said at once, again each minute, and taken back when it is left", async () => {
    const leave = new Viewing({ ask }).begin("c1");
    await vi.advanceTimersByTimeAsync(60_000);
    leave();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(said).toEqual(["view c1", "view c1", "unview c1"]);
  });

  it("is not taken back when one comes back at once", async () => {
    const viewing = new Viewing({ ask });
    viewing.begin("c1")();
    viewing.begin("c1");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(said).toEqual(["view c1", "view c1"]);
  });

  it("is said in order, also where an answer takes long or never comes", async () => {
    const viewing = new Viewing({ ask });
    ask.mockRejectedValueOnce(new Error("no line"));
    viewing.begin("c1")();
    await vi.advanceTimersByTimeAsync(5_000);
    viewing.begin("c2");
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual(["unview c1", "view c2"]);
  });
});
