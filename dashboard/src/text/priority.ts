import type { Priority } from "@frontdesk/widget/client";

/** From the most urgent to the least. */
export const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

export const PRIORITY_WORDS: Record<Priority, string> = {
  urgent: "Urgent",
  high: "High",
  normal: "Normal",
  low: "Low",
};
