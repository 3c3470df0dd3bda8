import type { Escalation, EscalationWithSteps } from "@frontdesk/widget/client";
import { percent } from "./numbers";

type Told = Pick<Escalation, "reason" | "by" | "metadata">;
type StepName = EscalationWithSteps["steps"][number]["step"];

/** Why a human was called for, as agents say it among themselves. */
export function escalationWords({ reason, by, metadata }: Told): string {
  switch (reason) {
    case "human_request":
      return "The visitor asked for a person";
    case "low_confidence":
      return "The bot was not sure enough to answer";
    case "message_cap":
      return metadata.messages
        ? `Not solved after ${metadata.messages} messages to the bot`
        : "Not solved after many messages to the bot";
    case "silence":
      return "Nobody answered for too long";
    case "workflow":
      return "The workflow leads to a person";
    case "requested":
      return "The visitor asked for a person by the button";
    case "agent":
      return `${by.name} asked for a colleague`;
    case "queue_sla":
      return "Nobody took it out of the queue in time";
    case "bot_failed":
      return "The bot could not answer: something failed";
  }
}

/** "42% sure, 65% needed"; null where the reason is another one. */
export function sureness({ metadata }: Pick<Escalation, "metadata">): string | null {
  const [confidence, threshold] = [metadata.confidence, metadata.threshold].map(Number);
  if (!isShare(confidence) || !isShare(threshold)) return null;
  return `${percent(confidence)} sure, ${percent(threshold)} needed`;
}

export function outcomeWords({ outcome }: Pick<Escalation, "outcome">): string {
  switch (outcome) {
    case "accepted":
      return "an agent took it";
    case "resolved":
      return "it was solved";
    case "closed":
      return "it was closed";
    case "ticketed":
      return "it became a ticket";
    default:
      return "waiting for a person";
  }
}

/** What Frontdesk has done about it, step by step. */
export const STEP_WORDS: Record<StepName, string> = {
  summarise: "Summary written",
  offer: "Offered to agents",
  wait: "Waiting for somebody to accept",
  alarm: "Priority raised, admins alerted",
  wait_for_admins: "Waiting for an admin",
  ticket: "Ticket made",
  tell: "Visitor told",
  email: "Email sent",
  finish: "Done",
};

const OFFER_WORDS: Record<string, string> = {
  wait: "nobody took it at once",
  alarm: "nobody took it",
  ticket: "nobody is there",
  tell: "it has a ticket",
  finish: "taken at once",
};

/** What came of a step, where the step itself does not say it. */
export function resultWords(step: StepName, result: string | null): string | null {
  if (step === "offer") return OFFER_WORDS[result ?? ""] ?? null;
  return step === "finish" ? null : result;
}

function isShare(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value <= 1;
}
