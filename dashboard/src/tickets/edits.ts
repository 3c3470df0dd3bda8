/** What an agent changes about a ticket, and what a colleague has changed meanwhile. */
import type { AgentBadge, EditTicket, Priority, Ticket, TicketStatus } from "@frontdesk/widget/client";
import { PRIORITY_WORDS } from "../text/priority";
import { TICKET_STATUS_WORDS } from "./words";

export interface TicketEdit {
  subject?: string;
  status?: TicketStatus;
  priority?: Priority;
  category?: string | null;
  assignee?: AgentBadge | null;
}

type Field = keyof TicketEdit;

export function withEdit<Some extends TicketEdit>(ticket: Some, edit: TicketEdit): Some {
  return { ...ticket, ...edit };
}

export function requestOf({ assignee, ...rest }: TicketEdit, version: number): EditTicket {
  return { ...rest, ...(assignee === undefined ? {} : { assignee_id: assignee?.id ?? null }), version };
}

/** The ticket without this edit, where nothing else has been put in its place since. */
export function withoutEdit(ticket: Ticket, edit: TicketEdit, before: Ticket): Ticket {
  const back = fieldsOf(edit).filter((field) => isSame(ticket[field], edit[field]));
  return { ...ticket, ...Object.fromEntries(back.map((field) => [field, before[field]])) };
}

/** The fields of an edit that somebody else has changed since they were seen. */
export function overtaken(seen: Ticket, now: Ticket, edit: TicketEdit): Field[] {
  return fieldsOf(edit).filter((field) => !isSame(seen[field], now[field]) && !isSame(now[field], edit[field]));
}

/** Says what stands there now, so that whoever was late can decide anew. */
export function overtakenSentence(now: Ticket, fields: readonly Field[]): string {
  const told = fields.map((field) => standingWords(now, field));
  return `Somebody was quicker: ${new Intl.ListFormat("en").format(told)}. Your change was not saved.`;
}

function standingWords(ticket: Ticket, field: Field): string {
  switch (field) {
    case "status":
      return `the ticket is ${TICKET_STATUS_WORDS[ticket.status].toLowerCase()} now`;
    case "priority":
      return `its priority is ${PRIORITY_WORDS[ticket.priority].toLowerCase()} now`;
    case "assignee":
      return ticket.assignee ? `${ticket.assignee.name} has it now` : "nobody has it now";
    case "category":
      return ticket.category ? `its category is “${ticket.category}” now` : "it has no category any more";
    case "subject":
      return `its subject is “${ticket.subject}” now`;
  }
}

function fieldsOf(edit: TicketEdit): Field[] {
  return Object.keys(edit) as Field[];
}

function isSame(one: TicketEdit[Field], other: TicketEdit[Field]): boolean {
  return plain(one) === plain(other);
}

function plain(value: TicketEdit[Field]): string | null {
  return typeof value === "object" ? (value?.id ?? null) : (value ?? null);
}
