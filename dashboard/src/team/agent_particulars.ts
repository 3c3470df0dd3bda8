import type { Agent, EditAgent } from "@frontdesk/widget/client";

/** The contract's limit of what one agent can hold. */
export const CHATS_CEILING = 50;

/** What the form holds; the number is text for as long as it is being typed. */
export interface Particulars {
  name: string;
  role: "agent" | "admin";
  max_concurrent_chats: string;
  department_ids: readonly string[];
  skills: readonly string[];
}

export const FIELDS = ["name", "role", "max_concurrent_chats", "department_ids", "skills"] as const;

export const NEWCOMER: Particulars = {
  name: "",
  role: "agent",
  max_concurrent_chats: "5",
  department_ids: [],
  skills: [],
};

export function particularsOf(agent: Agent): Particulars {
  return {
    name: agent.name,
    role: agent.role === "admin" ? "admin" : "agent",
    max_concurrent_chats: String(agent.max_concurrent_chats),
    department_ids: agent.department_ids,
    skills: agent.skills,
  };
}

export type Problems = Partial<Record<keyof Particulars, string>>;

/** What can be said before the server is asked. */
export function problemsOf(particulars: Particulars): Problems {
  const problems: Problems = {};
  if (particulars.name.trim() === "") problems.name = "Enter a name.";
  if (chatsOf(particulars.max_concurrent_chats) === null) {
    problems.max_concurrent_chats = `A whole number from 1 to ${CHATS_CEILING}.`;
  }
  return problems;
}

/** The number that was typed; null where it is none that the contract allows. */
export function chatsOf(typed: string): number | null {
  const number = /^\s*\d+\s*$/.test(typed) ? Number(typed) : Number.NaN;
  return number >= 1 && number <= CHATS_CEILING ? number : null;
}

export interface Wanted {
  name: string;
  role: "agent" | "admin";
  max_concurrent_chats: number;
  department_ids: string[];
  skills: string[];
}

/** Ready to be sent; only asked for where `problemsOf` has found nothing. */
export function wantedOf(particulars: Particulars): Wanted {
  return {
    name: particulars.name.trim(),
    role: particulars.role,
    max_concurrent_chats: chatsOf(particulars.max_concurrent_chats) ?? 1,
    department_ids: [...particulars.department_ids],
    skills: [...particulars.skills],
  };
}

/** Only what differs: what somebody else has changed meanwhile is left alone. */
export function changesOf(agent: Agent, particulars: Particulars): EditAgent {
  const before = wantedOf(particularsOf(agent));
  const after = wantedOf(particulars);
  const changed = (Object.keys(after) as (keyof Wanted)[]).filter((field) => !isSame(before[field], after[field]));
  return Object.fromEntries(changed.map((field) => [field, after[field]]));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
