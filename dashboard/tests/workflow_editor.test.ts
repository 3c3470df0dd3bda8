import { describe, expect, it } from "vitest";
import { marksByLine, piecesOf } from "../src/workflows/code_line";
import { bracketsAt, tokensOf } from "../src/workflows/code_tokens";
import { partsOf, pointerTo, readJson } from "../src/workflows/json_reader";
import { tidy } from "../src/workflows/tidy";
import { brokenLine, closingBracket, type Edit, indented, outdented } from "../src/workflows/typing_edits";

describe("reading JSON", () => {
  it.each([
    '{"a": [1, -2.5e3, true, null], "b": {"c": "x\\n\\"y\\" \\u00e9"}}',
    " [] ",
    '"x"',
    "0",
    '{"": {"__proto__": 1}}',
  ])("reads %s as the browser does", (text) => {
    expect(readJson(text).value).toEqual(JSON.parse(text));
  });

  it.each([
    ["", 0, "Nothing is written here yet."],
    ['{"a": 1 "b": 2}', 6, "A comma is missing behind this."],
    ['{"a": 1,}', 7, "There is a comma too many before the }."],
    ["[1, 2", 0, "This is never closed: a ] is missing."],
    ['{"a": {"b": 1}', 0, "This is never closed: a } is missing."],
    ["[1}", 2, "A ] must stand here instead."],
    ["{a: 1}", 1, 'A name in double quotes must stand here, such as "start".'],
    ['{"a" 1}', 1, "A colon is missing after this name."],
    ['{"a": 1, "a": 2}', 9, 'There is a "a" already, further up.'],
    ["{\"a\": 'x'}", 6, "A value must stand here: a text in double quotes, a number, true, false, { or [."],
    ['{"a": tru}', 6, "A value must stand here: a text in double quotes, a number, true, false, { or [."],
    ['{"a": 01}', 6, "A value must stand here: a text in double quotes, a number, true, false, { or [."],
    ['{"a": "x\n"}', 6, 'The second " of this text is missing. A new line in it is written \\n.'],
    ['{"a": "\\x"}', 6, 'A \\ stands before " and \\ themselves, and in \\n for a new line.'],
    ["{} {}", 3, "Nothing may follow here: the workflow has ended before it."],
    ["[".repeat(100_000), 41, "This is nested too deeply."],
  ])("stops at the mistake in %j", (text, start, message) => {
    const { mistake } = readJson(text);
    expect(mistake?.message).toBe(message);
    expect(mistake?.at.start).toBe(start);
  });

  it("refuses just what the browser refuses, and what stands there twice", () => {
    const whole = '{"a": [1, "b", {"c": null}], "d": -0.5}';
    for (let at = 0; at <= whole.length; at += 1) {
      for (const text of [
        whole.slice(0, at),
        whole.slice(0, at) + whole.slice(at + 1),
        `${whole.slice(0, at)},${whole.slice(at)}`,
      ]) {
        expect(readJson(text).mistake === null, text).toBe(isJson(text));
      }
    }
  });

  it("knows where each part stands", () => {
    const text = '{"a/b": [{"~": "x"}]}';
    const place = readJson(text).places?.get("/a~1b/0/~0");
    expect(text.slice(place?.value.start, place?.value.end)).toBe('"x"');
    expect(text.slice(place?.key?.start, place?.key?.end)).toBe('"~"');
    expect(partsOf(pointerTo(pointerTo("", "a/b"), "~1"))).toEqual(["a/b", "~1"]);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("tidying up", () => {
  it("puts on one line what is short and holds words alone", () => {
    expect(tidy({ start: "a", steps: { a: { type: "end", resolve: true } }, expects: [] })).toBe(
      [
        "{",
        '  "start": "a",',
        '  "steps": {',
        '    "a": { "type": "end", "resolve": true }',
        "  },",
        '  "expects": []',
        "}",
        "",
      ].join("\n"),
    );
  });

  it("writes all of a list alike", () => {
    const [short, long] = [{ label: "a" }, { label: "b".repeat(90) }];
    expect(tidy({ choices: [short, short] })).toContain('    { "label": "a" },\n    { "label": "a" }\n');
    expect(tidy({ choices: [short, long] })).toContain('    {\n      "label": "a"\n    },\n');
  });

  it("changes nothing but blanks", () => {
    const value = { a: [[1, [2, { b: "c".repeat(90) }]], {}], d: null, e: "{ \n" };
    expect(JSON.parse(tidy(value))).toEqual(value);
    expect(tidy(JSON.parse(tidy(value)))).toBe(tidy(value));
  });
});

describe("colours", () => {
  it.each(['  "text": "Hi {{name|x}}! \\" {", 12.5,', "true, nul [] }", '"open', "é 𝒳 \\ 'x'", ""])(
    "leave the line %s as it is",
    (line) => {
      expect(
        tokensOf(line)
          .map(({ text }) => text)
          .join(""),
      ).toBe(line);
      const pieces = piecesOf(line, [{ start: 1, end: 3, kind: "wrong" }]);
      expect(pieces.map(({ text }) => text).join("")).toBe(line);
    },
  );

  it("tell names, texts, variables, numbers and words apart", () => {
    const kinds = tokensOf('"text": "Hi {{name}}!", -3, null').map(({ kind, text }) => [kind, text]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        ["name", '"text"'],
        ["text", '"Hi '],
        ["variable", "{{name}}"],
        ["figure", "-3"],
        ["word", "null"],
      ]),
    );
  });

  it("mark what is wrong in its line", () => {
    const marks = marksByLine('{\n  "a": x\n}', [{ start: 9, end: 10, kind: "wrong" }]);
    expect(marks.get(1)).toEqual([{ start: 7, end: 8, kind: "wrong" }]);
    expect(piecesOf('  "a": x', marks.get(1) ?? []).filter((piece) => piece.marks.length > 0)).toMatchObject([
      { text: "x" },
    ]);
  });
});

describe("brackets", () => {
  const text = '{"a": ["}", {}]}';

  it.each([
    [0, [0, 15]],
    [1, [0, 15]],
    [6, [6, 14]],
    [13, [12, 13]],
    [16, [0, 15]],
    [3, null],
    [9, null],
  ])("beside %i belong together as %j", (caret, pair) => {
    expect(bracketsAt(text, caret)).toEqual(pair);
  });

  it("that belong to none are left alone", () => {
    expect(bracketsAt("}{", 1)).toBeNull();
    expect(bracketsAt("[}", 1)).toBeNull();
  });
});

describe("typing", () => {
  const applied = (text: string, edit: Edit | null) =>
    edit && `${text.slice(0, edit.start)}${edit.text}${text.slice(edit.end)}`;

  it("Tab indents at the caret, or each line of a selection", () => {
    expect(applied("ab", indented("ab", 1, 1))).toBe("a  b");
    const lines = "a\nb\n\nc";
    expect(applied(lines, indented(lines, 0, 4))).toBe("  a\n  b\n\nc");
    expect(indented(lines, 0, 4).selected).toEqual([2, 8]);
  });

  it("Shift Tab takes as much away", () => {
    const lines = "    a\n b\nc";
    expect(applied(lines, outdented(lines, 5, 10))).toBe("  a\nb\nc");
    expect(applied("  a", outdented("  a", 0, 0))).toBe("a");
    expect(outdented("  a", 0, 0).selected).toEqual([0, 0]);
  });

  it("Enter goes on where the line began, and further in within a bracket", () => {
    expect(applied("  a", brokenLine("  a", 3, 3))).toBe("  a\n  ");
    expect(applied("  {", brokenLine("  {", 3, 3))).toBe("  {\n    ");
    const pair = brokenLine("  {}", 3, 3);
    expect(applied("  {}", pair)).toBe("  {\n    \n  }");
    expect(pair.selected).toEqual([8, 8]);
  });

  it("a closing bracket stands as far left as its line", () => {
    expect(applied("{\n    ", closingBracket("{\n    ", 6, 6, "}"))).toBe("{\n  }");
    expect(closingBracket("  a", 3, 3, "}")).toBeNull();
    expect(closingBracket("    ", 4, 4, "x")).toBeNull();
  });
});
