/** The contract's limits of a skill, and of how many one agent has. */
const SKILL_LENGTH = 40;
const SKILL_CEILING = 20;

/** What was typed, cut at its commas, behind the skills that are there; each once, whatever its capitals. */
export function withSkills(skills: readonly string[], typed: string): string[] {
  const result = [...skills];
  for (const part of typed.split(",")) {
    const skill = part.trim().replace(/\s+/g, " ").slice(0, SKILL_LENGTH).trim();
    const isThere = result.some((other) => other.toLowerCase() === skill.toLowerCase());
    if (skill !== "" && !isThere && result.length < SKILL_CEILING) result.push(skill);
  }
  return result;
}
