import { type AgentApi, isApiError, type Ticket } from "@frontdesk/widget/client";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { VISITOR_CONTEXT } from "../conversation/use_visitor_context";
import { useToast } from "../parts/toasts";
import { overtaken, overtakenSentence, requestOf, type TicketEdit, withEdit, withoutEdit } from "./edits";
import { TICKET_COUNTS_KEY, TICKET_LISTS_KEY, type TicketPages, ticketKey, withTicket } from "./queries";

/** A colleague has changed the very thing that was to be changed. */
class Overtaken extends Error {}

interface Change {
  edit: TicketEdit;
  /** As it was on the screen. */
  seen: Ticket;
}

/** Shown at once, sent one after the other, and taken back where the server or a colleague says otherwise. */
export function useEditTicket(ticket: Ticket) {
  const { api } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const key = ticketKey(ticket.number);
  const mutationKey = ["edit", ...key];
  const { mutate } = useMutation({
    mutationKey,
    scope: { id: mutationKey.join(" ") },
    mutationFn: (change: Change) => send(api, change, queries.getQueryData<Ticket>(key) ?? change.seen),
    onMutate: async ({ edit, seen }) => {
      await queries.cancelQueries({ queryKey: key });
      put(queries, withEdit(queries.getQueryData<Ticket>(key) ?? seen, edit));
    },
    onSuccess: (saved, { edit }) => {
      const waiting = queries.getMutationCache().findAll({ mutationKey, status: "pending" });
      const later = waiting.map(({ state }) => (state.variables as Change).edit).filter((other) => other !== edit);
      put(queries, later.reduce<Ticket>(withEdit, saved));
    },
    onError: (error, { edit, seen }) => {
      put(queries, withoutEdit(queries.getQueryData<Ticket>(key) ?? seen, edit, seen));
      say(sentenceFor(error));
      void queries.invalidateQueries({ queryKey: key });
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: TICKET_COUNTS_KEY });
      void queries.invalidateQueries({ queryKey: [VISITOR_CONTEXT] });
      // A row stays for a while, even where it no longer belongs to what was asked for.
      void queries.invalidateQueries({ queryKey: TICKET_LISTS_KEY, refetchType: "none" });
    },
  });
  return (edit: TicketEdit) => mutate({ edit, seen: ticket });
}

/** Whoever changed something else meanwhile is in nobody's way. */
async function send(api: AgentApi, { edit, seen }: Change, known: Ticket): Promise<Ticket> {
  try {
    return await api.editTicket(seen.number, requestOf(edit, known.version));
  } catch (error) {
    if (!isApiError(error) || error.code !== "conflict") throw error;
    const now = await api.ticketNumbered(seen.number);
    const fields = overtaken(seen, now, edit);
    if (fields.length > 0) throw new Overtaken(overtakenSentence(now, fields));
    return api.editTicket(seen.number, requestOf(edit, now.version));
  }
}

function put(queries: QueryClient, ticket: Ticket): void {
  queries.setQueryData<Ticket>(ticketKey(ticket.number), ticket);
  queries.setQueriesData<TicketPages>({ queryKey: TICKET_LISTS_KEY }, (pages) => pages && withTicket(pages, ticket));
}

function sentenceFor(error: Error): string {
  if (error instanceof Overtaken) return error.message;
  const why = isApiError(error) ? (error.fieldErrors[0]?.message ?? error.message) : "";
  return `This change could not be saved. ${why}`.trim();
}
