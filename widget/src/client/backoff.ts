/** Exponential backoff with full jitter: a crowd that lost its connections at once does not come back at once. */
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

export function backoffMs(attempt: number, random: () => number, atLeastMs = 0): number {
  return atLeastMs + random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
}
