/** How the value of an item begins that is no command, but a conversation that was found. */
export const FOUND = "found ";

/**
 * What was typed are the beginnings of words, as in the search of conversations. What the server has found is shown
 * whatever its name, since the words may stand in a message; commands come before it.
 */
export function score(value: string, typed: string): number {
  if (value.startsWith(FOUND)) return 0.1;
  const title = value.toLocaleLowerCase();
  const terms = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (title.startsWith(terms.join(" "))) return 1;
  const words = title.split(/[\s-]+/);
  return terms.every((term) => words.some((word) => word.startsWith(term))) ? 0.5 : 0;
}
