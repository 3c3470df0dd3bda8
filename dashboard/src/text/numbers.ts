/** "42%" of a share from 0 to 1. What is almost sure is not told as sure. */
export function percent(share: number): string {
  return `${Math.min(Math.round(share * 100), share < 1 ? 99 : 100)}%`;
}
