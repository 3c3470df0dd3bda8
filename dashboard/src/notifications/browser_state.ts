import type { Permission } from "../alerts/permission";

/** How this browser calls its agent: by push, only while a page is open, or not at all. */
export type BrowserState = "off" | "pushed" | "while-open" | "blocked" | "unsupported";

interface Known {
  permission: Permission;
  /** The agent has not turned it off. */
  desktop: boolean;
  /** The server knows this browser as one of the agent's devices. */
  isPushed: boolean;
}

export function browserState({ permission, desktop, isPushed }: Known): BrowserState {
  if (permission === "denied") return "blocked";
  if (permission === "unsupported") return "unsupported";
  if (permission === "default" || !desktop) return "off";
  return isPushed ? "pushed" : "while-open";
}
