/** A change of what stands from `start` to `end`, and what is selected after it. */
export interface Edit {
  start: number;
  end: number;
  text: string;
  selected: readonly [number, number];
}

const INDENT = "  ";
const OPENING = new Set(["{", "["]);
const CLOSING = new Set(["}", "]"]);

/** Two blanks at the caret, or before each line of a selection. */
export function indented(text: string, start: number, end: number): Edit {
  if (!text.slice(start, end).includes("\n")) {
    const caret = start + INDENT.length;
    return { start, end, text: INDENT, selected: [caret, caret] };
  }
  return eachLine(text, start, end, (line) => (line === "" ? line : INDENT + line));
}

/** Up to two blanks fewer before each line. */
export function outdented(text: string, start: number, end: number): Edit {
  return eachLine(text, start, end, (line) => line.replace(/^ {1,2}/, ""));
}

/** A new line begins where the one before began; within a bracket further in, and its end on a line of its own. */
export function brokenLine(text: string, start: number, end: number): Edit {
  const indent = indentOf(text, start);
  const isInside = OPENING.has(text[start - 1] ?? "");
  const inner = isInside ? indent + INDENT : indent;
  const closes = isInside && CLOSING.has(text[end] ?? "");
  const written = `\n${inner}${closes ? `\n${indent}` : ""}`;
  const caret = start + 1 + inner.length;
  return { start, end, text: written, selected: [caret, caret] };
}

/** A bracket that closes stands as far left as the line that it ends. Null where something is before it already. */
export function closingBracket(text: string, start: number, end: number, bracket: string): Edit | null {
  if (!CLOSING.has(bracket)) return null;
  const lineStart = startOfLine(text, start);
  const before = text.slice(lineStart, start);
  if (!before.endsWith(INDENT) || before.trim() !== "") return null;
  const from = start - INDENT.length;
  return { start: from, end, text: bracket, selected: [from + 1, from + 1] };
}

function eachLine(text: string, start: number, end: number, change: (line: string) => string): Edit {
  const from = startOfLine(text, start);
  // A selection that ends before a line's first letter does not mean that line.
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const newline = text.indexOf("\n", last);
  const to = newline === -1 ? text.length : newline;
  const lines = text.slice(from, to).split("\n");
  const changed = lines.map(change);
  const firstMoved = (changed[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  const written = changed.join("\n");
  const moved = written.length - (to - from);
  return {
    start: from,
    end: to,
    text: written,
    selected: [Math.max(from, start + firstMoved), Math.max(from, end + moved)],
  };
}

function indentOf(text: string, at: number): string {
  return /^ */.exec(text.slice(startOfLine(text, at), at))?.[0] ?? "";
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}
