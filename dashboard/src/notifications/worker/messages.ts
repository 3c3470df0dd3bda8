/** What the service worker and the dashboard's pages say to each other. Types alone: neither loads the other's code. */
export type WorkerMessage =
  | { type: "open"; route: string }
  /** Answered on the message's port by a page that makes Frontdesk's sounds itself. */
  | { type: "rings?" }
  | { type: "subscription-changed" };
