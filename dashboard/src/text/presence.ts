import type { Agent } from "@frontdesk/widget/client";

export const PRESENCE_WORDS: Record<Agent["presence"], string> = {
  online: "Online",
  away: "Away",
  busy: "Busy",
  offline: "Offline",
};
