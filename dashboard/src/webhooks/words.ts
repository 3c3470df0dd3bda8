import type { DeliveryAttempt, Webhook, WebhookDelivery } from "@frontdesk/widget/client";

export type EventType = Webhook["events"][number];

interface Happening {
  value: EventType;
  about: string;
}

/** What a webhook can be told of, in the order of a conversation's life. */
export const EVENTS: readonly Happening[] = [
  { value: "conversation.started", about: "A visitor begins" },
  { value: "conversation.assigned", about: "An agent becomes responsible" },
  { value: "conversation.escalated", about: "A human is called" },
  { value: "conversation.resolved", about: "It is marked as solved" },
  { value: "conversation.closed", about: "It has ended" },
  { value: "conversation.reopened", about: "It goes on after all" },
  { value: "message.created", about: "Somebody has written; notes excepted" },
  { value: "ticket.created", about: "A ticket is made" },
  { value: "ticket.updated", about: "A ticket is worked on" },
  { value: "rating.given", about: "A visitor rates, or changes the rating" },
];

export const STATUS_WORDS: Record<WebhookDelivery["status"], string> = {
  pending: "Under way",
  delivered: "Delivered",
  failed: "Failed",
  cancelled: "Not sent",
};

const FAILURES: Record<NonNullable<DeliveryAttempt["failure"]>, string> = {
  refused_address: "The address leads into a private network",
  unknown_host: "The host is not known",
  no_connection: "No connection",
  timeout: "No answer in time",
  tls: "The certificate is not valid",
  bad_answer: "No HTTP answer",
};

export function attemptWords({ status, failure }: DeliveryAttempt): string {
  return failure ? FAILURES[failure] : `Answered ${status}`;
}

export function offWords({ off_reason }: Webhook): string {
  if (off_reason === "gone") return "Switched off: its receiver answered that it is gone (410).";
  if (off_reason === "failing") return "Switched off: it took nothing for three days.";
  return "Switched off.";
}

const toTheSecond = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** "12 Nov 2026, 14:05:09": attempts may be seconds apart. */
export function exactMoment(at: string): string {
  return toTheSecond.format(new Date(at));
}

/** "2 of 10 events", or the one that there is. */
export function eventsWords({ events }: Webhook): string {
  return events.length === 1 ? (events[0] ?? "") : `${events.length} of ${EVENTS.length} events`;
}

/** Of an address, what tells it from the others. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
