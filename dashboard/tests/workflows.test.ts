import { describe, expect, it } from "vitest";
import schema from "../../contract/workflow.schema.json";
import { effectWords } from "../src/workflows/effects";
import { insertion } from "../src/workflows/insertion";
import { type Block, outlineOf } from "../src/workflows/outline_shape";
import { problemOfText, problemsOf, spanOf, stepAt } from "../src/workflows/problems";
import { usesOf } from "../src/workflows/queries";
import { readDefinition } from "../src/workflows/reading";
import { stepHelpOf } from "../src/workflows/schema_help";
import { expectedBy, startOf, stepsOf } from "../src/workflows/steps";
import { templateFor } from "../src/workflows/template";
import { tidy } from "../src/workflows/tidy";
import { isSame, UnsavedWorkflows, writtenSince } from "../src/workflows/written";

const DEFINITION = {
  start: "hello",
  expects: ["plan"],
  steps: {
    hello: { type: "message", text: "Hi!", next: "topic" },
    topic: {
      type: "choice",
      text: "What is it about?",
      attribute: "topic",
      choices: [
        { value: "order", label: "My order", next: "number" },
        { value: "advice", label: "Which coffee?", next: "bot" },
        { value: "again", label: "Once more", next: "hello" },
        { value: "else", label: "Something else", next: "story" },
      ],
    },
    number: { type: "question", kind: "number", text: "Which?", attribute: "number", next: "old" },
    old: {
      type: "branch",
      attribute: "number",
      cases: [{ when: "less", value: 20000, next: "archive" }],
      otherwise: "people",
    },
    archive: { type: "message", text: "It is archived.", next: "story" },
    people: { type: "route", to: "department", department_id: "d1" },
    bot: { type: "route", to: "bot" },
    story: { type: "question", kind: "text", text: "Tell us more.", next: "ticket" },
    ticket: { type: "ticket", resolve: false },
  },
};
const nameOf = (id: string) => (id === "d1" ? "Shipping" : null);

describe("the outline", () => {
  it("nests what one answer alone leads to, and goes on where ways meet", () => {
    const { reached, unreached } = outlineOf(stepsOf(DEFINITION), startOf(DEFINITION));
    expect(reached.map(drawn)).toEqual([
      "hello→topic",
      "topic(My order: number→old old(is less than 20000: archive→story | otherwise: people) | Which coffee?: bot" +
        " | Once more→hello | Something else→story)",
      "story→ticket",
      "ticket",
    ]);
    expect(unreached).toEqual([]);
  });

  it("keeps apart what is never reached, and says what does not exist", () => {
    const astray = {
      ...DEFINITION,
      start: "topic",
      steps: { ...DEFINITION.steps, bot: { type: "message", next: "x" } },
    };
    const { reached, unreached } = outlineOf(stepsOf(astray), startOf(astray));
    expect(unreached).toEqual([]);
    expect(reached.flatMap(all).find(({ step }) => step.name === "bot")?.ways).toMatchObject([
      { to: "x", isKnown: false },
    ]);
    const cut = { ...DEFINITION, start: "story" };
    const { unreached: strays } = outlineOf(stepsOf(cut), startOf(cut));
    expect(strays.flatMap(all).map(({ step }) => step.name)).toEqual(
      expect.arrayContaining(["hello", "topic", "number", "old", "archive", "people", "bot"]),
    );
  });

  it("tells each step once, whatever leads where", () => {
    const names = Array.from({ length: 12 }, (_, index) => `s${index}`);
    for (let seed = 1; seed <= 60; seed += 1) {
      const steps = names.map((name, index) => ({
        name,
        type: "choice",
        says: null,
        about: null,
        exits: [0, 1].map((way) => ({
          when: `${way}`,
          to: names[(seed * (index + 3) * (way + 2) + index) % 13] ?? "gone",
        })),
      }));
      const { reached, unreached } = outlineOf(steps, "s0");
      expect(
        [...reached, ...unreached]
          .flatMap(all)
          .map(({ step }) => step.name)
          .sort(),
      ).toEqual([...names].sort());
    }
  });

  it("has nothing to tell of what is no definition yet", () => {
    for (const written of [
      undefined,
      null,
      [],
      { steps: [] },
      { steps: { a: null, b: { type: "choice", choices: 3 } } },
    ]) {
      expect(() => outlineOf(stepsOf(written), startOf(written))).not.toThrow();
    }
    expect(stepsOf({ steps: { a: 3 } })).toEqual([{ name: "a", type: "", says: null, about: null, exits: [] }]);
  });

  it("says in words what a step does", () => {
    const about = Object.fromEntries(stepsOf(DEFINITION, nameOf).map((step) => [step.name, step.about]));
    expect(about).toMatchObject({
      topic: "offers 4 choices, kept as topic",
      number: "asks for a number, kept as number",
      people: "hands over to Shipping",
      bot: "hands over to the bot",
      ticket: "makes a ticket; the conversation stays open",
    });
    expect(expectedBy(DEFINITION)).toEqual(["plan"]);
  });
});

function drawn({ step, ways }: Block): string {
  const [only] = ways;
  if (only?.when === null) return `${step.name}→${only.to}`;
  const told = ways.map(({ when, to, inside }) => {
    return `${when}${inside.length > 0 ? `: ${inside.map(drawn).join(" ")}` : `→${to}`}`;
  });
  return told.length > 0 ? `${step.name}(${told.join(" | ")})` : step.name;
}

function all(block: Block): Block[] {
  return [block, ...block.ways.flatMap(({ inside }) => inside.flatMap(all))];
}

describe("a mistake", () => {
  const text = tidy(DEFINITION);
  const read = readDefinition(text);
  const places = read.places ?? new Map();
  const marked = (field: string) => {
    const { start, end } = spanOf(places, field);
    return text.slice(start, end);
  };

  it.each([
    ["/steps/hello/next", '"topic"'],
    ["/steps/topic/choices/1/label", '"Which coffee?"'],
    ["/steps/topic/choices/1", "{"],
    ["/steps/topic", '"topic"'],
    ["/steps/hello/missing", '"hello"'],
    ["/start", '"hello"'],
  ])("at %s marks %s", (field, words) => {
    expect(marked(field)).toBe(words);
  });

  it("is listed by line, with its step and its place in it", () => {
    const found = problemsOf(text, places, [
      { field: "/steps/story", message: "No step leads here." },
      { field: "/steps/topic/choices/1/label", message: "Twice." },
      { field: "/expects/0", message: "Known." },
    ]);
    expect(found.map(({ step, part, message }) => [step, part, message])).toEqual([
      [null, "expects 1", "Known."],
      ["topic", "choices 2, label", "Twice."],
      ["story", "", "No step leads here."],
    ]);
    expect(text.split("\n")[(found[1]?.line ?? 0) - 1]).toContain("Which coffee?");
  });

  it("of the text itself has its line", () => {
    const broken = text.replace('"start": "hello",', '"start": "hello"');
    const { mistake } = readDefinition(broken);
    expect(mistake && problemOfText(broken, mistake)).toMatchObject({ line: 2, step: null });
  });

  it("is a definition that is no object", () => {
    expect(readDefinition("[1]").mistake?.message).toBe("A workflow is written between { and }.");
  });

  it("knows which step the caret is in", () => {
    const names = Object.keys(DEFINITION.steps);
    expect(stepAt(places, names, text.indexOf("Which coffee"))).toBe("topic");
    expect(stepAt(places, names, 0)).toBeNull();
  });
});

describe("a new step", () => {
  it("is put behind the one that the caret is in, and can be read", () => {
    const text = tidy(DEFINITION);
    const edit = insertion(readDefinition(text), "hello", { type: "end" });
    const written = text.slice(0, edit?.start) + edit?.text + text.slice(edit?.end);
    const { value } = readDefinition(written);
    expect(Object.keys((value as typeof DEFINITION).steps).slice(0, 3)).toEqual(["hello", "step_1", "topic"]);
    expect(written.slice(...(edit?.selected ?? []))).toBe("step_1");
  });

  it("may be the first one, and is none while the text cannot be read", () => {
    const text = '{\n  "steps": {\n  }\n}';
    const edit = insertion(readDefinition(text), null, { type: "end" });
    expect(readDefinition(text.slice(0, edit?.start) + edit?.text + text.slice(edit?.end)).mistake).toBeNull();
    expect(insertion(readDefinition("{"), null, { type: "end" })).toBeNull();
  });
});

describe("the help", () => {
  const help = stepHelpOf(schema);

  it("knows each kind of step", () => {
    expect(help.map(({ type, variant }) => variant ?? type)).toEqual([
      ...[
        "message",
        "choice",
        "text",
        "email",
        "number",
        "date",
        "branch",
        "department",
        "agent",
        "bot",
        "ticket",
        "end",
      ],
    ]);
  });

  it("says what a step needs, what it may have, and what its lists hold", () => {
    const choice = help.find(({ type }) => type === "choice");
    expect(choice?.fields.map(({ name, isNeeded }) => [name, isNeeded])).toEqual([
      ["text", true],
      ["choices", true],
      ["attribute", false],
      ["error", false],
    ]);
    expect(choice?.fields[1]?.parts[0]?.map(({ name }) => name)).toEqual(["value", "label", "next"]);
    const branch = help.find(({ type }) => type === "branch");
    expect(branch?.fields.find(({ name }) => name === "cases")?.parts.map((part) => part[0]?.about)).toEqual([
      "equals, contains.",
      "one_of.",
      "greater, less.",
    ]);
  });

  it("has a beginning for each, with all that it needs", () => {
    expect(help.find(({ variant }) => variant === "number")?.blank).toEqual({
      type: "question",
      text: "",
      next: "",
      kind: "number",
    });
  });
});

describe("what is not saved", () => {
  const written = { name: "Guide", text: "{}", basedOn: 3 };

  it("waits for its workflow alone", () => {
    const kept = new Map<string, string>();
    const unsaved = new UnsavedWorkflows({
      read: (key) => kept.get(key) ?? "",
      write: (key, value) => void kept.set(key, value),
    });
    unsaved.write("w1", written);
    expect(unsaved.read("w1")).toEqual(written);
    expect(unsaved.read("w2")).toBeNull();
    unsaved.forget("w1");
    expect(unsaved.read("w1")).toBeNull();
  });

  it("is nothing where name and text are what is stored", () => {
    expect(isSame(written, { ...written, basedOn: 4 })).toBe(true);
    expect(isSame(written, { ...written, name: "Other" })).toBe(false);
  });

  it("stays, on top of what is saved, where it was written while that was on its way", () => {
    const further = { ...written, text: `${written.text} ` };
    expect(writtenSince(written, further, 7)).toEqual({ ...further, basedOn: 7 });
    expect(writtenSince(written, { ...written }, 7)).toBeNull();
    expect(writtenSince(written, null, 7)).toBeNull();
  });
});

it("a new workflow hands over to a department, where there is one", () => {
  const people = (departments: Parameters<typeof templateFor>[0]) =>
    (templateFor(departments).steps as Record<string, object>).people;
  expect(people([])).toEqual({ type: "end", resolve: false });
  expect(people([{ id: "d1", name: "Shipping" } as Parameters<typeof templateFor>[0][number]])).toMatchObject({
    department_id: "d1",
  });
});

it("a workflow is used by the widgets that begin with it", () => {
  const uses = usesOf([
    { name: "Shop", handler_id: "w1" },
    { name: "Blog", handler_id: null },
    { name: "App", handler_id: "w1" },
  ]);
  expect(uses.get("w1")).toEqual(["Shop", "App"]);
});

describe("the end of a play", () => {
  it("says where the conversation goes", () => {
    expect(effectWords({ type: "department", department_id: "d1" }, nameOf)).toEqual([
      "Goes to the queue of Shipping.",
    ]);
    expect(effectWords({ type: "person" }, nameOf)[0]).toContain("waits in the queue");
    expect(effectWords({ type: "ticket", subject: "Order 3", category: "late", resolve: true }, nameOf)).toEqual([
      "Makes a ticket, “Order 3”, category late, and tells the visitor its number.",
      "The conversation is resolved.",
    ]);
    expect(effectWords({ type: "end", resolve: false }, nameOf)[0]).toContain("stays open");
  });
});
