import { vi } from "vitest";

// On a machine that does much else.
const PATIENCE_MS = 20_000;

/** Resolves once the assertions hold. */
export const until = (hold: () => void) => vi.waitFor(hold, { timeout: PATIENCE_MS });
