/** From the first character to behind the last. */
export interface Span {
  start: number;
  end: number;
}

/** Where a value stands, and the name before it, where it is a field of an object. */
export interface Place {
  key: Span | null;
  value: Span;
}

export interface Mistake {
  at: Span;
  message: string;
}

/** A text as JSON, with the place of each of its parts by JSON pointer; or the first thing that is wrong with it. */
export type ReadJson =
  | { value: unknown; places: ReadonlyMap<string, Place>; mistake: null }
  | { mistake: Mistake; value?: undefined; places?: undefined };

const DEEPEST = 40;
const BLANK = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\n]|\\.)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s{}[\],:"]+/y;
const LITERALS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Unlike `JSON.parse` it says in whole sentences where it stopped, and refuses a name that stands there twice. */
export function readJson(text: string): ReadJson {
  const reader = new Reader(text);
  try {
    const value = reader.whole();
    return { value, places: reader.places, mistake: null };
  } catch (error) {
    if (error instanceof Stopped) return { mistake: error.mistake };
    throw error;
  }
}

/** One more part of a JSON pointer. */
export function pointerTo(parent: string, part: string | number): string {
  return `${parent}/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export function partsOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

class Stopped extends Error {
  readonly mistake: Mistake;

  constructor(start: number, end: number, message: string) {
    super(message);
    this.mistake = { at: { start, end }, message };
  }
}

class Reader {
  readonly places = new Map<string, Place>();
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): unknown {
    this.#skipBlank();
    if (this.#isAtEnd()) throw this.#stop("Nothing is written here yet.");
    const value = this.#value("", null, 0);
    this.#skipBlank();
    if (!this.#isAtEnd()) throw this.#stop("Nothing may follow here: the workflow has ended before it.");
    return value;
  }

  #value(pointer: string, key: Span | null, depth: number): unknown {
    const start = this.#at;
    const value = this.#bareValue(pointer, depth);
    this.places.set(pointer, { key, value: { start, end: this.#at } });
    return value;
  }

  #bareValue(pointer: string, depth: number): unknown {
    if (depth > DEEPEST) throw this.#stop("This is nested too deeply.");
    const first = this.#text[this.#at];
    if (first === "{") return this.#object(pointer, depth);
    if (first === "[") return this.#list(pointer, depth);
    if (first === '"') return this.#string();
    return this.#literal();
  }

  #object(pointer: string, depth: number): unknown {
    const entries = new Map<string, unknown>();
    this.#members("}", () => {
      const start = this.#at;
      if (this.#text[start] !== '"') throw this.#stop('A name in double quotes must stand here, such as "start".');
      const name = this.#string();
      const key = { start, end: this.#at };
      if (entries.has(name)) throw new Stopped(key.start, key.end, `There is a "${name}" already, further up.`);
      this.#skipBlank();
      if (this.#text[this.#at] !== ":") throw new Stopped(key.start, key.end, "A colon is missing after this name.");
      this.#at += 1;
      this.#skipBlank();
      entries.set(name, this.#value(pointerTo(pointer, name), key, depth + 1));
    });
    return Object.fromEntries(entries);
  }

  #list(pointer: string, depth: number): unknown {
    const items: unknown[] = [];
    this.#members("]", () => items.push(this.#value(pointerTo(pointer, items.length), null, depth + 1)));
    return items;
  }

  /** What stands between two brackets, with commas between. */
  #members(closing: "}" | "]", readOne: () => void): void {
    const opened = this.#at;
    this.#at += 1;
    this.#skipBlank();
    let comma: number | null = null;
    while (this.#text[this.#at] !== closing) {
      if (this.#isAtEnd()) throw this.#unclosed(opened, closing);
      readOne();
      const behind = this.#at;
      this.#skipBlank();
      const next = this.#text[this.#at];
      comma = next === "," ? this.#at : null;
      if (comma !== null) this.#at += 1;
      else if (this.#isAtEnd()) throw this.#unclosed(opened, closing);
      else if (next !== closing) throw this.#noComma(behind, closing);
      this.#skipBlank();
    }
    if (comma !== null) throw new Stopped(comma, comma + 1, `There is a comma too many before the ${closing}.`);
    this.#at += 1;
  }

  #string(): string {
    const start = this.#at;
    const found = this.#match(STRING);
    if (found === null) {
      throw new Stopped(
        start,
        this.#endOfLine(),
        'The second " of this text is missing. A new line in it is written \\n.',
      );
    }
    try {
      return JSON.parse(found);
    } catch {
      throw new Stopped(start, this.#at, 'A \\ stands before " and \\ themselves, and in \\n for a new line.');
    }
  }

  #literal(): unknown {
    const start = this.#at;
    const word = this.#match(WORD) ?? this.#text[start] ?? "";
    if (LITERALS.has(word)) return LITERALS.get(word);
    NUMBER.lastIndex = 0;
    if (NUMBER.exec(word)?.[0] === word && word !== "") return Number(word);
    const end = Math.max(start + word.length, start + 1);
    throw new Stopped(start, end, "A value must stand here: a text in double quotes, a number, true, false, { or [.");
  }

  #noComma(behind: number, closing: string): Stopped {
    const found = this.#text[this.#at];
    if (found === "}" || found === "]") return this.#stop(`A ${closing} must stand here instead.`);
    return new Stopped(Math.max(behind - 1, 0), behind, "A comma is missing behind this.");
  }

  #unclosed(opened: number, closing: string): Stopped {
    return new Stopped(opened, opened + 1, `This is never closed: a ${closing} is missing.`);
  }

  #stop(message: string): Stopped {
    return new Stopped(this.#at, Math.min(this.#at + 1, this.#text.length), message);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }

  #skipBlank(): void {
    this.#match(BLANK);
  }

  #endOfLine(): number {
    const end = this.#text.indexOf("\n", this.#at);
    return end === -1 ? this.#text.length : end;
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }
}
