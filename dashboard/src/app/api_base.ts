/** Where the agents' routes begin, on the origin that served the dashboard. */
export const API_BASE = "/api/v1/live-chat";
