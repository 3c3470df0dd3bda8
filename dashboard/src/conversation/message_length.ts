/** The counter appears when this share of the limit is used. */
const COUNTED_FROM = 0.9;

/** In characters as the server counts them: a code point each. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** How many more characters fit, negative when too many are there; null while there is room enough. */
export function roomLeft(length: number, limit: number): number | null {
  return length >= limit * COUNTED_FROM ? limit - length : null;
}

export function tooLongSentence(length: number, limit: number): string {
  const over = length - limit;
  const characters = over === 1 ? "1 character" : `${over.toLocaleString()} characters`;
  return `${characters} too long. Shorten it, or send it as two messages.`;
}
