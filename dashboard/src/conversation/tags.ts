const MOST = 20;
const LONGEST = 40;

/** What somebody typed as a tag: one line without blanks around it. */
export function cleanTag(typed: string): string {
  return typed.trim().replace(/\s+/g, " ");
}

/** Why this tag cannot be added, in a sentence; null where it can. */
export function tagProblem(tags: readonly string[], tag: string): string | null {
  if ([...tag].length > LONGEST) return `A tag holds up to ${LONGEST} characters.`;
  if (tags.includes(tag)) return "It has this tag already.";
  return tags.length >= MOST ? `A conversation holds up to ${MOST} tags.` : null;
}
