import { pointerTo, type ReadJson } from "./json_reader";
import { pointerOf } from "./steps";
import { tidy } from "./tidy";
import type { Edit } from "./typing_edits";

const INDENT = "    ";

/** A new step behind this one, or behind the last; its name is selected. Null while the text cannot be read. */
export function insertion(read: ReadJson, behind: string | null, step: object): Edit | null {
  if (read.mistake !== null) return null;
  const names = stepNames(read.value);
  const name = freeName(names);
  const before = behind ?? names.at(-1);
  const place = before === undefined ? undefined : read.places.get(pointerOf(before));
  const steps = read.places.get(pointerTo("", "steps"))?.value;
  const at = place?.value.end ?? (steps && steps.start + 1);
  if (at === undefined) return null;
  const written = `${JSON.stringify(name)}: ${tidy(step).trimEnd().replaceAll("\n", `\n${INDENT}`)}`;
  const lead = `${place ? "," : ""}\n${INDENT}`;
  const start = at + lead.length + 1;
  return { start: at, end: at, text: lead + written, selected: [start, start + name.length] };
}

function stepNames(definition: unknown): string[] {
  const { steps } = definition as { steps?: unknown };
  return typeof steps === "object" && steps !== null ? Object.keys(steps) : [];
}

function freeName(taken: readonly string[]): string {
  let count = 1;
  while (taken.includes(`step_${count}`)) count += 1;
  return `step_${count}`;
}
