import type { EscalationReason } from "@frontdesk/widget/client";

export const REASON_WORDS: Record<EscalationReason, string> = {
  human_request: "Asked for a person",
  low_confidence: "Bot not sure enough",
  message_cap: "Many messages, not solved",
  silence: "Left without an answer",
  workflow: "Workflow’s step",
  requested: "Visitor’s button",
  agent: "Agent asked a colleague",
  queue_sla: "Waited too long in the queue",
  bot_failed: "Bot failed",
};

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
