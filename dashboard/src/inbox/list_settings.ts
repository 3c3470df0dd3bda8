import { useSyncExternalStore } from "react";
import { type Filters, NO_FILTERS } from "./filters";
import type { Order } from "./orders";
import { ORDERS_OF } from "./orders";
import { VIEWS, type View } from "./views";

export interface ListSettings {
  order: Order;
  filters: Filters;
  q: string;
}

/** How each list is narrowed and sorted; it stays so while the agent goes from one list to another. */
export class ListSettingsStore {
  private settings: Readonly<Record<View, ListSettings>> = usual();
  private readonly listeners = new Set<() => void>();

  of = (view: View): ListSettings => this.settings[view];

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change(view: View, changes: Partial<ListSettings>): void {
    this.settings = { ...this.settings, [view]: { ...this.settings[view], ...changes } };
    for (const listener of this.listeners) listener();
  }

  /** For the next one to sign in. */
  clear(): void {
    this.settings = usual();
    for (const listener of this.listeners) listener();
  }
}

function usual(): Record<View, ListSettings> {
  const settings = (view: View): ListSettings => ({ order: ORDERS_OF[view][0], filters: NO_FILTERS, q: "" });
  return Object.fromEntries(VIEWS.map((view) => [view, settings(view)])) as Record<View, ListSettings>;
}

export const listSettings = new ListSettingsStore();

export function useListSettings(view: View) {
  const settings = useSyncExternalStore(listSettings.subscribe, () => listSettings.of(view));
  return { ...settings, change: (changes: Partial<ListSettings>) => listSettings.change(view, changes) };
}
