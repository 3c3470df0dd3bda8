import type { FieldError } from "@frontdesk/widget/client";
import { type Mistake, type Place, partsOf, pointerTo, type Span } from "./json_reader";

/** What is wrong, and where it stands in the text. */
export interface Problem {
  message: string;
  at: Span;
  /** Counted from 1. */
  line: number;
  /** The step that it is in; null where it is in none. */
  step: string | null;
  /** Within the step, or within the definition, such as "choices 2, label"; "" for the whole of it. */
  part: string;
}

type Places = ReadonlyMap<string, Place>;

export function problemOfText(text: string, { at, message }: Mistake): Problem {
  return { message, at, line: lineOf(text, at.start), step: null, part: "" };
}

/** In the order of the text. */
export function problemsOf(text: string, places: Places, errors: readonly FieldError[]): Problem[] {
  return errors
    .map(({ field, message }) => {
      const at = spanOf(places, field);
      return { message, at, line: lineOf(text, at.start), ...whereOf(field) };
    })
    .sort((one, other) => one.at.start - other.at.start);
}

/** What is looked at: a word itself, the name of something that is long, or the nearest of what is missing. */
export function spanOf(places: Places, pointer: string): Span {
  const place = places.get(pointer);
  if (!place) return pointer === "" ? { start: 0, end: 0 } : spanOf(places, pointer.slice(0, pointer.lastIndexOf("/")));
  const hasParts = [...places.keys()].some((other) => other.startsWith(`${pointer}/`));
  if (!hasParts) return place.value;
  return place.key ?? { start: place.value.start, end: place.value.start + 1 };
}

/** The step that the caret is in. */
export function stepAt(places: Places, steps: readonly string[], caret: number): string | null {
  const isIn = (name: string) => {
    const place = places.get(pointerTo("/steps", name));
    return place !== undefined && (place.key?.start ?? place.value.start) <= caret && caret <= place.value.end;
  };
  return steps.find(isIn) ?? null;
}

function whereOf(pointer: string): Pick<Problem, "step" | "part"> {
  const [first, ...rest] = partsOf(pointer);
  if (first === "steps" && rest[0] !== undefined) return { step: rest[0], part: inWords(rest.slice(1)) };
  return { step: null, part: inWords([first ?? "", ...rest]) };
}

/** Places in a list are counted from 1. */
function inWords(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? ` ${Number(part) + 1}` : `, ${part}`))
    .join("")
    .replace(/^, /, "")
    .trim();
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
