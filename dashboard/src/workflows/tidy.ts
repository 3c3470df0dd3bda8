/** What fits into a line of this width stands on one. */
const WIDTH = 80;
const STEP = "  ";

/** A definition as it is read best: what holds nothing but words on one line, where that is short enough. */
export function tidy(value: unknown): string {
  return `${written(value, "", 0)}\n`;
}

function written(value: unknown, indent: string, taken: number): string {
  if (!isHolder(value) || Object.keys(value).length === 0) return JSON.stringify(value) ?? "null";
  const short = onOneLine(value);
  if (short !== null && indent !== "" && indent.length + taken + short.length <= WIDTH) return short;
  const inner = indent + STEP;
  const parts = Array.isArray(value)
    ? value.map((item) => inner + written(item, inner, 0))
    : Object.entries(value).map(([name, item]) => {
        const before = `${JSON.stringify(name)}: `;
        return inner + before + written(item, inner, before.length);
      });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

/** Null for what holds something that holds something itself. */
function onOneLine(value: object): string | null {
  if (Object.values(value).some(isHolder)) return null;
  if (Array.isArray(value)) return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
  const fields = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${JSON.stringify(item)}`);
  return `{ ${fields.join(", ")} }`;
}

function isHolder(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
