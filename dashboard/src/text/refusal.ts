import { isApiError } from "@frontdesk/widget/client";

export interface Refusal<Field extends string> {
  /** What is wrong with a field, where it can be shown beside it. */
  fields: Partial<Record<Field, string>>;
  /** What belongs to no field on the screen. */
  rest: string | null;
}

/** A refused request in the words that a form shows: each at its field, the rest below. Null without an error. */
export function refusalOf<Field extends string>(error: unknown, shown: readonly Field[]): Refusal<Field> | null {
  if (!error) return null;
  if (!isApiError(error)) return { fields: {}, rest: "This could not be saved. Please try again." };
  const fields: Partial<Record<Field, string>> = {};
  const rest: string[] = [];
  for (const { field, message } of error.fieldErrors) {
    const place = shown.find((name) => name === field.split(".")[0]);
    if (place) fields[place] ??= message;
    else rest.push(message);
  }
  return { fields, rest: error.fieldErrors.length === 0 ? error.message : (rest[0] ?? null) };
}
