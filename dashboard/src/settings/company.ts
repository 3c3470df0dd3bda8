import { type EditTenantSettings, isApiError, type TenantSettings } from "@frontdesk/widget/client";
import { hoursProblems } from "../business_hours/hours_problems";

type Defaults = TenantSettings["defaults"];
export type NumberName = keyof Defaults;

interface NumberField {
  name: NumberName;
  label: string;
  hint: string;
  /** One, and several. */
  unit: readonly [string, string];
  least: number;
  most: number;
  /** What is entered is so many times what is sent. */
  scale: number;
}

export const NUMBERS: readonly NumberField[] = [
  {
    name: "sla_minutes",
    label: "Answer within",
    hint: "After so long in the queue everybody is called.",
    unit: ["minute", "minutes"],
    least: 1,
    most: 1440,
    scale: 1,
  },
  {
    name: "silence_minutes",
    label: "Silence of an agent",
    hint: "A visitor whose last message is unanswered for longer goes back to the queue.",
    unit: ["minute", "minutes"],
    least: 1,
    most: 1440,
    scale: 1,
  },
  {
    name: "auto_close_hours",
    label: "Close what is resolved after",
    hint: "Until then it can be rated.",
    unit: ["hour", "hours"],
    least: 1,
    most: 720,
    scale: 1,
  },
  {
    name: "message_cap",
    label: "Messages to the bot",
    hint: "After more than these it calls a person.",
    unit: ["message", "messages"],
    least: 1,
    most: 1000,
    scale: 1,
  },
  {
    name: "confidence_threshold",
    label: "Confidence of a new widget's bot",
    hint: "Where it is less sure, it asks people to help.",
    unit: ["%", "%"],
    least: 0,
    most: 100,
    scale: 100,
  },
  {
    name: "retention_days",
    label: "Keep conversations for",
    hint: "What has been over for longer is deleted for good.",
    unit: ["day", "days"],
    least: 1,
    most: 3650,
    scale: 1,
  },
];

/** What stands in the fields; an empty one is the deployment's. */
export type Draft = Record<NumberName, string> & Pick<TenantSettings, "business_hours">;

/** By the name of the field; within the hours "business_hours.week.monday.0.closes". */
export type Problems = Readonly<Record<string, string>>;

export function draftOf(settings: TenantSettings): Draft {
  const entered = NUMBERS.map((field) => [field.name, shownOf(field, settings[field.name])] as const);
  return {
    ...(Object.fromEntries(entered) as Record<NumberName, string>),
    business_hours: settings.business_hours ?? null,
  };
}

function shownOf({ scale }: NumberField, value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(rounded(value * scale));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What stands in an empty field; nothing where the deployment has no number for it either. */
export function defaultNumber(field: NumberField, defaults: Defaults): string {
  return shownOf(field, defaults[field.name]);
}

/** "5 minutes": what holds where a field is left empty. */
export function defaultWords(field: NumberField, defaults: Defaults): string {
  const value = defaults[field.name];
  if (value === null || value === undefined) return "until somebody erases them";
  const shown = rounded(value * field.scale);
  return field.name === "confidence_threshold" ? `${shown} %` : `${shown} ${field.unit[shown === 1 ? 0 : 1]}`;
}

/** What can be said before the server is asked. */
export function problemsOf(draft: Draft): Problems {
  const problems: Record<string, string> = {};
  for (const { name, least, most } of NUMBERS) {
    const entered = draft[name].trim();
    const isGood = /^\d+$/.test(entered) && Number(entered) >= least && Number(entered) <= most;
    if (entered !== "" && !isGood) problems[name] = `Enter a whole number from ${least} to ${most}, or nothing.`;
  }
  for (const [field, problem] of Object.entries(draft.business_hours ? hoursProblems(draft.business_hours) : {})) {
    problems[`business_hours.${field}`] = problem;
  }
  return problems;
}

/** What the draft changes, and of which version. */
export function changesOf(draft: Draft, settings: TenantSettings): EditTenantSettings {
  const saved = draftOf(settings);
  const changed = NUMBERS.filter(({ name }) => draft[name].trim() !== saved[name]);
  const numbers = changed.map(({ name, scale }) => {
    const entered = draft[name].trim();
    return [name, entered === "" ? null : Number(entered) / scale] as const;
  });
  const isSame = JSON.stringify(draft.business_hours) === JSON.stringify(saved.business_hours);
  const hours = isSame ? {} : { business_hours: draft.business_hours ?? null };
  return { ...Object.fromEntries(numbers), ...hours, version: settings.version };
}

export function isChanged(draft: Draft, settings: TenantSettings): boolean {
  return Object.keys(changesOf(draft, settings)).length > 1;
}

interface Refused {
  fields: Problems;
  rest: string | null;
}

/** A refusal of the server's, each at its field. Null without an error, and for a conflict, which is told elsewhere. */
export function refusedSave(error: unknown): Refused | null {
  if (!error || isConflict(error)) return null;
  if (!isApiError(error)) return { fields: {}, rest: "This could not be saved. Please try again." };
  const fields = Object.fromEntries(error.fieldErrors.map(({ field, message }) => [field, message]));
  return { fields, rest: error.fieldErrors.length === 0 ? error.message : null };
}

export function isConflict(error: unknown): boolean {
  return isApiError(error) && error.code === "conflict";
}
