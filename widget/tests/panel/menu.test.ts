import { expect, it } from "vitest";
import type { ConversationState, ConversationView } from "../../src/client";
import { itemsOf } from "../../src/panel/conversation/screen";
import type { Model } from "../../src/panel/model";
import { texts } from "../../src/panel/texts/en";

/** What the menu of a conversation offers, by whatever way its page hears of it, and what is chosen of it. */
function menu(connection: Model["connection"], state: Partial<ConversationState>) {
  const chosen: string[] = [];
  const context = { config: { behaviour: { sound: false } } };
  const model = { texts, context, connection, resolve: async () => void chosen.push("resolve") } as unknown as Model;
  const view = { id: "c1", state } as ConversationView;
  const items = itemsOf(model, view, state.status === "closed", () => {});
  return { chosen, offered: items.map(({ text }) => text), items };
}

it("offers to mark the question as solved to who is connected and to who polls", () => {
  for (const connection of ["live", "polling"] as const) {
    const { chosen, items } = menu(connection, { status: "active", handler: "bot" });
    items.find(({ text }) => text === texts.resolve)?.choose();
    expect(chosen).toEqual(["resolve"]);
  }
});

it("does not offer it for what is solved or over", () => {
  for (const status of ["resolved", "closed"] as const)
    expect(menu("live", { status, handler: "bot" }).offered).not.toContain(texts.resolve);
});
