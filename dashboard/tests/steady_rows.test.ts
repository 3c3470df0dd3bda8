import { expect, it } from "vitest";
import { steady } from "../src/inbox/steady_rows";
import { conversation, ME } from "./records";

const rows = (...ids: string[]) => ids.map((id) => conversation({ id }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const find = () => undefined;

it("keeps the rows in their places, each as it is by now", () => {
  const after = steady(rows("a", "b", "c"), [conversation({ id: "c", version: 7 }), ...rows("a", "b")], find);
  expect(ids(after.rows)).toEqual(["a", "b", "c"]);
  expect(after.rows[2]?.version).toBe(7);
});

it("keeps what has left the list where it was, as it is by now", () => {
  const taken = conversation({ id: "b", status: "active", agent: ME });
  const after = steady(rows("a", "b", "c"), rows("a", "c"), () => taken);
  expect(ids(after.rows)).toEqual(["a", "b", "c"]);
  expect(after.rows[1]).toBe(taken);
  expect([...after.gone]).toEqual(["b"]);
});

it("lets what is new above wait, and adds what comes at the end", () => {
  const after = steady(rows("a", "b"), rows("new", "a", "newer", "b", "next page"), find);
  expect(ids(after.rows)).toEqual(["a", "b", "next page"]);
  expect(after.waiting).toBe(2);
});
