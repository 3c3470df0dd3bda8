/** Canned responses in the composer: what `/` looks for, what goes in, and what is still to be filled. */
import type { CannedResponse, FilledCannedResponse } from "@frontdesk/widget/client";
import { isVariable, segmentsOf } from "../canned_responses/variables";

const SHOWN_AT_MOST = 30;

export interface Span {
  start: number;
  end: number;
}

export interface Sought extends Span {
  words: string;
}

/** A slash at the start of a word, and what follows it up to the caret; null where there is none. */
export function soughtAt(text: string, caret: number): Sought | null {
  const typed = /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret));
  if (!typed) return null;
  const words = typed[1] ?? "";
  return { start: caret - words.length - 1, end: caret, words };
}

/** Those that match, the likeliest first: by shortcut, by title, by text; of equals the one that is used more. */
export function ranked(responses: readonly CannedResponse[], words: string): CannedResponse[] {
  const wanted = words.toLowerCase();
  return responses
    .map((response) => ({ response, rank: rankOf(response, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort(
      (one, other) =>
        one.rank - other.rank ||
        other.response.usage_count - one.response.usage_count ||
        one.response.shortcut.localeCompare(other.response.shortcut),
    )
    .slice(0, SHOWN_AT_MOST)
    .map(({ response }) => response);
}

const NO_MATCH = 4;

function rankOf({ shortcut, title, body }: CannedResponse, wanted: string): number {
  if (shortcut.startsWith(wanted)) return 0;
  if (shortcut.includes(wanted)) return 1;
  if (title.toLowerCase().includes(wanted)) return 2;
  return body.toLowerCase().includes(wanted) ? 3 : NO_MATCH;
}

export interface Inserted {
  text: string;
  /** What is selected afterwards: the first variable without a value, else nothing, behind what was put in. */
  selection: Span;
}

export function inserted(text: string, place: Span, filled: FilledCannedResponse): Inserted {
  const before = text.slice(0, place.start);
  const end = place.start + filled.text.length;
  const whole = before + filled.text + text.slice(place.end);
  const gap = firstGap(filled.text, filled.missing);
  const selection = gap ? { start: place.start + gap.start, end: place.start + gap.end } : { start: end, end };
  return { text: whole, selection };
}

/** The variables that stand in a text instead of their values, and the articles that nobody can read, each once. */
export function gapsIn(text: string, variables: readonly string[]): string[] {
  const names = segmentsOf(text).flatMap((segment) => (segment.kind === "variable" ? [segment.name] : []));
  return [...new Set(names.filter((name) => isVariable(name, variables)))];
}

export function firstGap(text: string, variables: readonly string[]): Span | null {
  let start = 0;
  for (const segment of segmentsOf(text)) {
    const end = start + segment.text.length;
    if (segment.kind === "variable" && isVariable(segment.name, variables)) return { start, end };
    start = end;
  }
  return null;
}

export function gapsSentence(gaps: readonly string[]): string {
  const named = new Intl.ListFormat("en").format(gaps.map((name) => `{{${name}}}`));
  return `Fill in ${named} before you send this.`;
}
