import type { Agent, Department, Presence } from "@frontdesk/widget/client";

const FIRST_THERE: readonly Presence[] = ["online", "busy", "away", "offline"];

/** Whoever is there comes first; then by name. */
export function inOrder(agents: readonly Agent[]): Agent[] {
  const place = ({ presence }: Agent) => FIRST_THERE.indexOf(presence);
  return [...agents].sort((one, two) => place(one) - place(two) || one.name.localeCompare(two.name));
}

/** Those whose name, email, skills or departments hold every word that is sought. */
export function found(agents: readonly Agent[], sought: string, departments: readonly Department[]): Agent[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  return agents.filter((agent) => {
    const names = namesOf(agent.department_ids, departments);
    const all = [agent.name, agent.email, ...agent.skills, ...names].join("\n").toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** The departments' names, in alphabetical order. One that is no longer there has none. */
export function namesOf(ids: readonly string[], departments: readonly Department[]): string[] {
  const own = departments.filter(({ id }) => ids.includes(id));
  return own.map(({ name }) => name).sort((one, two) => one.localeCompare(two));
}

/** Every skill that somebody has, once: what to offer when a skill is typed. */
export function skillsOf(agents: readonly Agent[]): string[] {
  return [...new Set(agents.flatMap(({ skills }) => skills))].sort((one, two) => one.localeCompare(two));
}
