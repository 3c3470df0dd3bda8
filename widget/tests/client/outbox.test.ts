import { IDBFactory } from "fake-indexeddb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { MemoryOutbox, type Outbox, type OutboxEntry, openOutbox } from "../../src/client/outbox";

const entry = (clientId: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  clientId,
  identity: "vera",
  conversationId: "one",
  content: clientId,
  createdAt: 0,
  ...more,
});

afterEach(() => vi.unstubAllGlobals());

function stored(): Outbox {
  vi.stubGlobal("indexedDB", new IDBFactory());
  return openOutbox();
}

describe.each([
  ["in memory", () => new MemoryOutbox()],
  ["in IndexedDB", stored],
])("an outbox %s", (_, make) => {
  it("lists one identity's entries, oldest first, each once", async () => {
    const outbox = make();
    await outbox.put(entry("b", { createdAt: 2 }));
    await outbox.put(entry("a", { createdAt: 1 }));
    await outbox.put(entry("a", { createdAt: 1, failure: { code: "conflict", message: "No." } }));
    await outbox.put(entry("c", { identity: "somebody else" }));
    expect((await outbox.list("vera")).map(({ clientId }) => clientId)).toEqual(["a", "b"]);
    expect((await outbox.list("vera"))[0]?.failure?.code).toBe("conflict");
  });

  it("removes one, and clears one identity alone", async () => {
    const outbox = make();
    for (const clientId of ["a", "b"]) await outbox.put(entry(clientId));
    await outbox.put(entry("c", { identity: "somebody else" }));
    await outbox.remove("a");
    expect(await outbox.list("vera")).toHaveLength(1);
    await outbox.clear("vera");
    expect(await outbox.list("vera")).toEqual([]);
    expect(await outbox.list("somebody else")).toHaveLength(1);
  });

  it("moves a draft's other messages to the conversation that it has become", async () => {
    const outbox = make();
    await outbox.put(entry("first", { conversationId: "draft", createdAt: 1, start: { client_id: "s" } }));
    await outbox.put(entry("second", { conversationId: "draft", createdAt: 2 }));
    await outbox.put(entry("else", { conversationId: "two", createdAt: 3 }));
    await outbox.promote("draft", "one", "first");
    const left = (await outbox.list("vera")).map(({ clientId, conversationId }) => [clientId, conversationId]);
    expect(left).toEqual([
      ["second", "one"],
      ["else", "two"],
    ]);
  });
});

describe("an outbox on the device", () => {
  it("survives a reload", async () => {
    const outbox = stored();
    await outbox.put(entry("a"));
    expect(await openOutbox().list("vera")).toEqual([entry("a")]);
  });

  it("makes nothing on the device before it is used", async () => {
    stored();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it("keeps to memory where the browser forbids storage", async () => {
    vi.stubGlobal("indexedDB", {
      open() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
    const outbox = openOutbox();
    await outbox.put(entry("a"));
    expect(await outbox.list("vera")).toHaveLength(1);
  });
});
