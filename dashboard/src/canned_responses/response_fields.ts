import type { CannedResponse, CreateCannedResponse } from "@frontdesk/widget/client";
import { variableProblem } from "./variables";

const SHORTCUT = /^[a-z0-9][a-z0-9_-]*$/;
const SHORTCUT_LENGTH = 40;
const TITLE_LENGTH = 120;

export const FIELDS = ["shortcut", "title", "body", "department_id"] as const;
export type Fields = Required<Pick<CreateCannedResponse, "shortcut" | "title" | "body">> & {
  department_id: string | null;
};
export type Problems = Partial<Record<keyof Fields, string>>;

export interface Limits {
  variables: readonly string[];
  bodyLength: number;
  /** Of all the other canned responses. */
  shortcuts: readonly string[];
}

export const BLANK: Fields = { shortcut: "", title: "", body: "", department_id: null };

export function fieldsOf({ shortcut, title, body, department_id }: CannedResponse): Fields {
  return { shortcut, title, body, department_id: department_id ?? null };
}

/** A shortcut as it may be: what was typed, without capitals, blanks and the `/` that calls it. */
export function asShortcut(typed: string): string {
  return typed.toLowerCase().replace(/^\/+/, "").replace(/\s+/g, "-").slice(0, SHORTCUT_LENGTH);
}

/** What can be said before the server is asked. */
export function problemsOf(fields: Fields, limits: Limits): Problems {
  const found = {
    shortcut: shortcutProblem(fields.shortcut, limits),
    title: titleProblem(fields.title),
    body: bodyProblem(fields.body, limits),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

function shortcutProblem(shortcut: string, { shortcuts }: Limits): string | null {
  if (shortcut === "") return "Enter a shortcut: it is what agents type after the slash.";
  if (!SHORTCUT.test(shortcut)) return "Letters from a to z, digits, - and _, beginning with a letter or a digit.";
  return shortcuts.includes(shortcut) ? `/${shortcut} is taken by another canned response.` : null;
}

function titleProblem(title: string): string | null {
  if (title.trim() === "") return "Enter a title.";
  return title.trim().length > TITLE_LENGTH ? `At most ${TITLE_LENGTH} characters.` : null;
}

export function bodyProblem(body: string, { variables, bodyLength }: Pick<Limits, "variables" | "bodyLength">) {
  if (body.trim() === "") return "Write what is to be sent.";
  if (body.length > bodyLength) return `At most ${bodyLength} characters; this has ${body.length}.`;
  return variableProblem(body, variables);
}
