import type { Agent } from "@frontdesk/widget/client";
import { ago } from "../text/time";

/** "now" for whoever is there, otherwise how long ago that was: "4m ago", "12 Nov". */
export function lastActive({ presence, last_active_at }: Agent, now: number): string {
  if (!last_active_at) return "never";
  if (presence === "online" || presence === "busy") return "now";
  const since = ago(last_active_at, now);
  return /^\d+[mhd]$/.test(since) ? `${since} ago` : since;
}
