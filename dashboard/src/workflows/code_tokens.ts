export type TokenKind = "name" | "text" | "variable" | "figure" | "word" | "bracket" | "plain";

export interface Token {
  kind: TokenKind;
  text: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b|[{}[\]]|[^"{}[\]\dtfn-]+|./g;
const VARIABLE = /(\{\{[^{}]*\}\})/;
const BRACKETS: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["[", "]"],
]);
const CLOSING = new Set(BRACKETS.values());

/** A line of JSON in the parts that are coloured apart; together they are the line again. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: text, index } of line.matchAll(TOKEN)) {
    if (text.startsWith('"')) tokens.push(...stringTokens(text, line.slice(index + text.length)));
    else tokens.push({ kind: kindOf(text), text });
  }
  return tokens;
}

function stringTokens(text: string, rest: string): Token[] {
  if (/^\s*:/.test(rest)) return [{ kind: "name", text }];
  return text
    .split(VARIABLE)
    .filter((part) => part !== "")
    .map((part) => ({ kind: VARIABLE.test(part) ? "variable" : "text", text: part }));
}

function kindOf(text: string): TokenKind {
  if (BRACKETS.has(text) || CLOSING.has(text)) return "bracket";
  if (/^-?\d/.test(text)) return "figure";
  return /^(true|false|null)$/.test(text) ? "word" : "plain";
}

/** The bracket beside the caret and the one that belongs to it; none within texts. */
export function bracketsAt(text: string, caret: number): readonly [number, number] | null {
  const open: number[] = [];
  let found: readonly [number, number] | null = null;
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[{}[\]]/g)) {
    if (BRACKETS.has(part)) open.push(index);
    else if (CLOSING.has(part)) {
      const start = open.pop();
      const belongs = start !== undefined && BRACKETS.get(text[start] ?? "") === part;
      const isBeside = [start, index].some((at) => at === caret || at === caret - 1);
      // Of two pairs that touch the caret, the one behind it counts: it ends last.
      if (belongs && isBeside) found = found && found[1] === caret - 1 ? found : [start, index];
    }
  }
  return found;
}
