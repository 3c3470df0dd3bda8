import { ago } from "../text/time";

/** "just now", "4m ago", and of what is longer ago the date. */
export function agoWords(at: string, now: number): string {
  const since = ago(at, now);
  if (since === "now") return "just now";
  return /^\d+[mhd]$/.test(since) ? `${since} ago` : since;
}
