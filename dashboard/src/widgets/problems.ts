import { isApiError } from "@frontdesk/widget/client";
import { hoursProblems } from "../business_hours/hours_problems";
import { isColour } from "./contrast";
import type { Draft } from "./draft";

/** By the name of the field; of a list "proactive.0.text", of the hours "business_hours.week.monday.0.closes". */
export type Problems = Readonly<Record<string, string>>;

export const TABS = ["general", "appearance", "texts", "behaviour", "hours", "domains", "install"] as const;
export type Tab = (typeof TABS)[number];

const TAB_OF: Readonly<Record<string, Tab>> = {
  name: "general",
  active: "general",
  handler_type: "general",
  handler_id: "general",
  confidence_threshold: "general",
  bot_name: "general",
  greeting: "general",
  routing: "general",
  department_ids: "general",
  agent_ids: "general",
  primary_colour: "appearance",
  text_colour: "appearance",
  position: "appearance",
  border_radius: "appearance",
  launcher_size: "appearance",
  launcher_icon: "appearance",
  theme: "appearance",
  logo_url: "appearance",
  branding: "appearance",
  welcome_title: "texts",
  welcome_message: "texts",
  placeholder: "texts",
  offline_message: "texts",
  locale: "texts",
  collect_name: "behaviour",
  collect_email: "behaviour",
  sound: "behaviour",
  proactive: "behaviour",
  business_hours: "hours",
  allowed_domains: "domains",
};

/** Where a field is to be found. */
export function tabOf(field: string): Tab | null {
  return TAB_OF[field.split(".")[0] ?? ""] ?? null;
}

/** What can be said before the server is asked. */
export function problemsOf(draft: Draft): Problems {
  const problems: Record<string, string> = {};
  if (draft.name.trim() === "") problems.name = "Enter a name.";
  if (draft.bot_name.trim() === "") problems.bot_name = "Enter a name.";
  if (draft.handler_type === "workflow" && !draft.handler_id) problems.handler_id = "Choose a workflow.";
  for (const name of ["primary_colour", "text_colour"] as const) {
    if (!isColour(draft[name])) problems[name] = "Write it as # and six digits, such as #4f46e5.";
  }
  draft.proactive.forEach((rule, place) => {
    if (rule.text.trim() === "") problems[`proactive.${place}.text`] = "Enter what is said.";
    if (rule.after_seconds === null) problems[`proactive.${place}.after_seconds`] = "Enter a whole number.";
  });
  if (draft.business_hours) {
    for (const [field, problem] of Object.entries(hoursProblems(draft.business_hours))) {
      problems[`business_hours.${field}`] = problem;
    }
  }
  return problems;
}

const GROUP = /^(appearance|texts|behaviour)\./;

export interface RefusedSave {
  fields: Problems;
  rest: string | null;
}

/** A refusal of the server's, each at its field. Null without an error, and for a conflict, which is told elsewhere. */
export function refusedSave(error: unknown): RefusedSave | null {
  if (!error || isConflict(error)) return null;
  if (!isApiError(error)) return { fields: {}, rest: "This could not be saved. Please try again." };
  const fields: Record<string, string> = {};
  let rest: string | null = null;
  for (const { field, message } of error.fieldErrors) {
    const name = field.replace(GROUP, "");
    if (tabOf(name)) fields[name] ??= message;
    else rest ??= message;
  }
  return { fields, rest: error.fieldErrors.length === 0 ? error.message : rest };
}

export function isConflict(error: unknown): boolean {
  return isApiError(error) && error.code === "conflict";
}

/** Those of one part, named within it: of "proactive.0" the problem "proactive.0.text" is "text". */
export function problemsWithin(problems: Problems, part: string): Problems {
  const inside = Object.entries(problems).filter(([field]) => field.startsWith(`${part}.`));
  return Object.fromEntries(inside.map(([field, problem]) => [field.slice(part.length + 1), problem]));
}

/** What is about a list as a whole, or about any of its items: "department_ids.2". */
export function problemAt(problems: Problems, field: string): string | undefined {
  return problems[field] ?? Object.values(problemsWithin(problems, field))[0];
}
