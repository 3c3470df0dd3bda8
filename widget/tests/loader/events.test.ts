import { afterEach, describe, expect, it, vi } from "vitest";
import { Events } from "../../src/loader/events";

afterEach(() => vi.unstubAllGlobals());

describe("events", () => {
  it("reach their listeners until they are taken off", () => {
    const events = new Events();
    const heard: number[] = [];
    const listener = (unread: number) => heard.push(unread);
    events.on("unread", listener);
    events.on("unread", listener);
    events.emit("unread", 1);
    events.off("unread", listener);
    events.emit("unread", 2);
    expect(heard).toEqual([1]);
  });

  it("reach a listener once where it asked for that", () => {
    const events = new Events();
    const heard: number[] = [];
    events.once("unread", (unread) => heard.push(unread));
    events.emit("unread", 1);
    events.emit("unread", 2);
    expect(heard).toEqual([1]);
  });

  it("go on where a listener throws, and the site learns of its error", () => {
    const reported: unknown[] = [];
    vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
    const events = new Events();
    const heard: string[] = [];
    events.on("ready", () => {
      throw new Error("the site's own");
    });
    events.on("ready", () => heard.push("second"));
    events.emit("ready", undefined);
    expect(heard).toEqual(["second"]);
    expect(reported).toMatchObject([{ message: "the site's own" }]);
  });
});
