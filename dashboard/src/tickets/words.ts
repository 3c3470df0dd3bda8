import type { TicketStatus, TicketSummary } from "@frontdesk/widget/client";

/** In the order of a ticket's life. */
export const TICKET_STATUSES: readonly TicketStatus[] = ["open", "pending", "solved", "closed"];

export const TICKET_STATUS_WORDS: Record<TicketStatus, string> = {
  open: "Open",
  pending: "Pending",
  solved: "Solved",
  closed: "Closed",
};

/** As `ShortText` and `Label` of the contract have it. */
export const SUBJECT_LENGTH = 200;
export const CATEGORY_LENGTH = 40;

export function requesterName({ requester_name, requester_email }: TicketSummary): string {
  return requester_name?.trim() || requester_email || "Visitor without a name";
}

export function isDone({ status }: Pick<TicketSummary, "status">): boolean {
  return status === "solved" || status === "closed";
}
