import type { PushFrame } from "@frontdesk/widget/client";
import { describe, expect, it } from "vitest";
import { MOVES_OVERVIEW } from "../src/overview/queries";
import { todaysFigures } from "../src/overview/today";
import { totals } from "./figures";

describe("the overview", () => {
  it.each<[PushFrame["type"], boolean]>([
    ["conversation.created", true],
    ["conversation.assigned", true],
    ["conversation.ended", true],
    ["queue.updated", true],
    ["presence.changed", true],
    ["typing", false],
    ["message.read", false],
    ["message.created", false],
  ])("hears that %s: asked anew is %s", (type, isMoved) => {
    expect(MOVES_OVERVIEW.has(type)).toBe(isMoved);
  });

  it("tells the day so far, and nothing as long as it knows nothing", () => {
    const told = Object.fromEntries(todaysFigures(totals()).map(({ label, now }) => [label, now]));
    expect(told).toMatchObject({ Conversations: 3, "First response": 12, Rating: 4, "Solved by the bot": 4 / 6 });
    expect(todaysFigures(undefined).every(({ now }) => now === undefined)).toBe(true);
  });
});
