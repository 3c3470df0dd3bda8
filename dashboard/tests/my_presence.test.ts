import { expect, it } from "vitest";
import { presenceWords } from "../src/shell/my_presence";

it.each([
  ["what one has chosen", "away", "away", 1, "Away"],
  ["why it is away by itself", "online", "away", 1, "Away (no activity)"],
  ["how full the hands are", "online", "busy", 5, "Busy (5 of 5)"],
  ["a chosen busy plainly", "busy", "busy", 2, "Busy"],
  ["that the line is down", "online", "offline", 0, "Offline (no connection)"],
  ["a chosen offline plainly", "offline", "offline", 0, "Offline"],
] as const)("tells %s", (_, status, presence, current_chats, words) => {
  expect(presenceWords({ status, presence, current_chats, max_concurrent_chats: 5 })).toBe(words);
});
