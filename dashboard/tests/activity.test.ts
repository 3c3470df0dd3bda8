import { describe, expect, it } from "vitest";
import { Activity } from "../src/app/activity";

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = "visible";
}

function watched() {
  const page = new Page();
  const activity = new Activity();
  return { page, activity, stop: activity.watch(page as unknown as Document) };
}

describe("activity", () => {
  it("is told once for whatever was done since it was last asked", () => {
    const { page, activity } = watched();
    expect(activity.take()).toBe(false);
    page.dispatchEvent(new Event("pointermove"));
    page.dispatchEvent(new Event("keydown"));
    expect([activity.take(), activity.take()]).toEqual([true, false]);
  });

  it("is coming back to the page, not leaving it", () => {
    const { page, activity } = watched();
    page.visibilityState = "hidden";
    page.dispatchEvent(new Event("visibilitychange"));
    expect(activity.take()).toBe(false);
    page.visibilityState = "visible";
    page.dispatchEvent(new Event("visibilitychange"));
    expect(activity.take()).toBe(true);
  });

  it("is not watched after the sign-out", () => {
    const { page, activity, stop } = watched();
    stop();
    page.dispatchEvent(new Event("keydown"));
    expect(activity.take()).toBe(false);
  });
});
