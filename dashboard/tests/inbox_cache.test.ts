import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { NO_FILTERS } from "../src/inbox/filters";
import { InboxCache, listKey } from "../src/inbox/inbox_cache";
import { type ListRequest, wholeList } from "../src/inbox/list_request";
import { listed, type Pages } from "../src/inbox/patches";
import { conversation, ME } from "./records";

const newCache = () => new InboxCache(new QueryClient(), ME.id);
const page = (...items: ReturnType<typeof conversation>[]) => ({ items, next_cursor: null });
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

it("does not let a late list bring back what has left it", () => {
  const cache = newCache();
  const asked = cache.moment;
  cache.put(conversation({ status: "active", agent: ME, version: 2 }));
  expect(ids(cache.merged(wholeList("queue"), page(conversation()), asked))).toEqual([]);
  expect(cache.merged(wholeList("mine"), page(conversation()), asked).items).toMatchObject([{ id: "c1", version: 2 }]);
});

it("adds to a late list what has entered it since it was asked for", () => {
  const cache = newCache();
  cache.put(conversation({ id: "known before" }));
  const asked = cache.moment;
  cache.put(conversation({ id: "entered since" }));
  expect(ids(cache.merged(wholeList("queue"), page(conversation({ id: "listed" })), asked))).toEqual([
    "entered since",
    "listed",
  ]);
});

it("adds nothing to the pages after the first", () => {
  const cache = newCache();
  cache.put(conversation({ id: "entered since" }));
  expect(ids(cache.merged(wholeList("queue"), page(conversation({ id: "listed" })), null))).toEqual(["listed"]);
});

describe("a list that is narrowed", () => {
  const urgent: ListRequest = { ...wholeList("all"), filters: { ...NO_FILTERS, priority: "urgent" } };
  const search: ListRequest = { ...wholeList("all"), q: "refund" };

  function opened(request: ListRequest, ...items: ReturnType<typeof conversation>[]) {
    const queries = new QueryClient();
    queries.setQueryData<Pages>(listKey(request), { pages: [page(...items)], pageParams: [null] });
    const cache = new InboxCache(queries, ME.id);
    return { cache, shown: () => listed(queries.getQueryData<Pages>(listKey(request))) };
  }

  it("is entered and left as the conversation changes", () => {
    const { cache, shown } = opened(urgent);
    cache.put(conversation({ priority: "urgent" }));
    expect(shown()).toMatchObject([{ id: "c1" }]);
    cache.put(conversation({ priority: "normal", version: 2 }));
    expect(shown()).toEqual([]);
  });

  it("is entered by a search's own answer alone, and followed from then on", () => {
    const { cache, shown } = opened(search, conversation());
    cache.put(conversation({ status: "active", agent: ME, version: 2 }));
    cache.put(conversation({ id: "another" }));
    expect(shown()).toMatchObject([{ id: "c1", status: "active" }]);
  });
});

it("asks again for a few pages alone of a list that was scrolled far", () => {
  const queries = new QueryClient();
  const pages = Array.from({ length: 40 }, (_, at) => page(conversation({ id: `c${at}` })));
  queries.setQueryData<Pages>(listKey("all"), { pages, pageParams: pages.map(() => null) });
  new InboxCache(queries, ME.id).refresh();
  expect(queries.getQueryData<Pages>(listKey("all"))?.pages.length).toBe(5);
});
