/** What fits into a line of this width stands on one. */
const WIDTH = 88;
const STEP = "  ";

/** A definition as it is read best: what holds nothing but words on one line, where that is short enough. */
export function tidy(value: unknown): string {
  return `${written(value, "", 0)}\n`;
}

function written(value: unknown, indent: string, taken: number): string {
  if (!isHolder(value) || Object.keys(value).length === 0) return JSON.stringify(value) ?? "null";
  if (indent !== "" && fits(value, indent, taken)) return onOneLine(value) as string;
  return spread(value, indent);
}

function spread(value: object, indent: string): string {
  const inner = indent + STEP;
  if (!Array.isArray(value)) {
    const fields = Object.entries(value).map(([name, item]) => {
      const before = `${JSON.stringify(name)}: `;
      return inner + before + written(item, inner, before.length);
    });
    return `{\n${fields.join(",\n")}\n${indent}}`;
  }
  // All of a list look alike: choices are compared with each other.
  const areShort = value.every((item) => !isHolder(item) || fits(item, inner, 0));
  const items = value.map(
    (item) => inner + (areShort || !isHolder(item) ? written(item, inner, 0) : spread(item, inner)),
  );
  return `[\n${items.join(",\n")}\n${indent}]`;
}

function fits(value: object, indent: string, taken: number): boolean {
  const short = onOneLine(value);
  return short !== null && indent.length + taken + short.length <= WIDTH;
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
