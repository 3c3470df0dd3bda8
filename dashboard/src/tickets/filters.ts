import type { TicketQuery, TicketStatus } from "@frontdesk/widget/client";
import { useSyncExternalStore } from "react";

export const ANY = "any";
export const ME = "me";
export const NOBODY = "nobody";

export interface TicketFilters {
  status: TicketStatus | typeof ANY;
  /** An agent's id, or one of these words. */
  assignee: string;
  q: string;
}

export const USUAL: TicketFilters = { status: "open", assignee: ANY, q: "" };
export const EVERYTHING: TicketFilters = { status: ANY, assignee: ANY, q: "" };

export function queryOf({ status, assignee, q }: TicketFilters, agentId: string): TicketQuery {
  const assigneeId = assignee === ME ? agentId : assignee;
  return {
    ...(status === ANY ? {} : { status }),
    ...(assignee === NOBODY ? { unassigned: true } : assignee === ANY ? {} : { assignee_id: assigneeId }),
    ...(q === "" ? {} : { q }),
  };
}

/** How the list is narrowed; it stays so while the agent is elsewhere. */
export class TicketFilterStore {
  private filters = USUAL;
  private readonly listeners = new Set<() => void>();

  current = (): TicketFilters => this.filters;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change = (changes: Partial<TicketFilters>): void => {
    this.filters = { ...this.filters, ...changes };
    for (const listener of this.listeners) listener();
  };

  /** For the next one to sign in. */
  clear = (): void => this.change(USUAL);
}

export const ticketFilters = new TicketFilterStore();

export function useTicketFilters() {
  const filters = useSyncExternalStore(ticketFilters.subscribe, ticketFilters.current);
  return { filters, change: ticketFilters.change };
}
