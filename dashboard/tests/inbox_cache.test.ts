import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { InboxCache } from "../src/inbox/inbox_cache";
import { conversation, ME } from "./records";

const newCache = () => new InboxCache(new QueryClient(), ME.id);
const page = (...items: ReturnType<typeof conversation>[]) => ({ items, next_cursor: null });
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

it("does not let a late list bring back what has left it", () => {
  const cache = newCache();
  const asked = cache.moment;
  cache.put(conversation({ status: "active", agent: ME, version: 2 }));
  expect(ids(cache.merged("queue", page(conversation()), asked))).toEqual([]);
  expect(cache.merged("mine", page(conversation()), asked).items).toMatchObject([{ id: "c1", version: 2 }]);
});

it("adds to a late list what has entered it since it was asked for", () => {
  const cache = newCache();
  cache.put(conversation({ id: "known before" }));
  const asked = cache.moment;
  cache.put(conversation({ id: "entered since" }));
  expect(ids(cache.merged("queue", page(conversation({ id: "listed" })), asked))).toEqual(["entered since", "listed"]);
});

it("adds nothing to the pages after the first", () => {
  const cache = newCache();
  cache.put(conversation({ id: "entered since" }));
  expect(ids(cache.merged("queue", page(conversation({ id: "listed" })), null))).toEqual(["listed"]);
});
