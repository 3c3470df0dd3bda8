/** `{{name}}` in a canned response's body, where a value of the conversation will stand. */
const VARIABLE = /\{\{([^{}]*)\}\}/g;
/** Quotes an article by its slug. */
const ARTICLE = /^article:\s*([a-z0-9]+(?:-[a-z0-9]+)*)$/;

export type Segment = { kind: "text"; text: string } | { kind: "variable"; text: string; name: string };

/** The body cut at its variables; put together, the segments' texts are the body again. */
export function segmentsOf(body: string): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of body.matchAll(VARIABLE)) {
    if (match.index > end) segments.push({ kind: "text", text: body.slice(end, match.index) });
    segments.push({ kind: "variable", text: match[0], name: (match[1] ?? "").trim() });
    end = match.index + match[0].length;
  }
  if (end < body.length) segments.push({ kind: "text", text: body.slice(end) });
  return segments;
}

/** Each variable of the body once, in order. */
export function variablesIn(body: string): string[] {
  return [...new Set(segmentsOf(body).flatMap((segment) => (segment.kind === "variable" ? [segment.name] : [])))];
}

export function isVariable(name: string, known: readonly string[]): boolean {
  return known.includes(name) || quotedSlug(name) !== null;
}

/** The slug of the article that a variable quotes; null for any other variable. */
export function quotedSlug(name: string): string | null {
  return ARTICLE.exec(name)?.[1] ?? null;
}

export function articleVariable(slug: string): string {
  return `article:${slug}`;
}

/** What is wrong with the body's variables, for the person who writes it; null where nothing is. */
export function variableProblem(body: string, known: readonly string[]): string | null {
  const unknown = variablesIn(body).find((name) => !isVariable(name, known));
  if (unknown !== undefined) return unknownSentence(unknown, known);
  const isTorn = segmentsOf(body).some((segment) => segment.kind === "text" && /\{\{|\}\}/.test(segment.text));
  return isTorn ? "A variable begins with {{ and ends with }}." : null;
}

function unknownSentence(name: string, known: readonly string[]): string {
  if (name === "") return "There is no name between {{ and }}.";
  const meant = nearest(name, known);
  const hint = meant ? ` Did you mean {{${meant}}}?` : "";
  return `{{${name}}} is not a variable.${hint}`;
}

/** The one that a slip of the finger may have missed; null where none is near. */
function nearest(name: string, known: readonly string[]): string | null {
  const candidates = known.map((other) => ({ other, distance: distance(name.toLowerCase(), other) }));
  const [best] = candidates.sort((one, two) => one.distance - two.distance);
  return best && best.distance <= Math.max(2, name.length / 3) ? best.other : null;
}

/** How many characters must be added, dropped or replaced to come from one to the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = at(row, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
