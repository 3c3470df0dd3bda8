import { expect, it } from "vitest";
import { FOUND, score } from "../src/palette/score";
import { numberIn } from "../src/palette/ticket_items";

it("finds commands by the beginnings of their words, the title's own beginning first", () => {
  expect(score("Accept the next in the queue", "acc")).toBe(1);
  expect(score("Accept the next in the queue", "que acc")).toBe(0.5);
  expect(score("Write an internal note", "note")).toBe(0.5);
  expect(score("Resolve", "solve")).toBe(0);
});

it("shows what the server has found, after the commands", () => {
  expect(score(`${FOUND}c1`, "refund")).toBeGreaterThan(0);
  expect(score(`${FOUND}c1`, "refund")).toBeLessThan(score("Reopen the refund", "refund"));
});

it("takes what can be a ticket's number for one", () => {
  expect(["#7", "7", "123456789"].map(numberIn)).toEqual([7, 7, 123456789]);
  expect(["", "#", "0", "07", "7a", "1234567890", "-1"].map(numberIn)).toEqual(Array(7).fill(null));
});
