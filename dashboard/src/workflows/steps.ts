import { pointerTo } from "./json_reader";

/** A way from one step to another, and what leads there; null where it is the only one. */
export interface Exit {
  when: string | null;
  to: string;
}

/** A step as the outline tells of it, however unfinished it is. */
export interface Step {
  name: string;
  /** As it is written; "" where there is none. */
  type: string;
  /** What it says to the visitor. */
  says: string | null;
  /** What else there is to know of it, in a few words. */
  about: string | null;
  exits: readonly Exit[];
}

/** Names of what a definition knows by id. */
export type NameOf = (id: string) => string | null;

type Fields = Readonly<Record<string, unknown>>;

export function pointerOf(step: string): string {
  return pointerTo("/steps", step);
}

export function startOf(definition: unknown): string | null {
  return isFields(definition) ? wordsIn(definition.start) : null;
}

export function expectedBy(definition: unknown): string[] {
  if (!isFields(definition) || !Array.isArray(definition.expects)) return [];
  return definition.expects.filter((name) => typeof name === "string" && name !== "");
}

export function stepsOf(definition: unknown, nameOf: NameOf = () => null): Step[] {
  if (!isFields(definition) || !isFields(definition.steps)) return [];
  return Object.entries(definition.steps).map(([name, written]) => stepOf(name, written, nameOf));
}

function stepOf(name: string, written: unknown, nameOf: NameOf): Step {
  const fields = isFields(written) ? written : {};
  const type = wordsIn(fields.type) ?? "";
  return { name, type, says: wordsIn(fields.text), about: aboutOf(type, fields, nameOf), exits: exitsOf(type, fields) };
}

function exitsOf(type: string, fields: Fields): Exit[] {
  if (type === "choice") return partsIn(fields.choices).flatMap((choice) => exit(wordsIn(choice.label) ?? "…", choice));
  if (type === "branch") {
    const otherwise = wordsIn(fields.otherwise);
    const cases = partsIn(fields.cases).flatMap((each) => exit(caseWords(each), each));
    return otherwise === null ? cases : [...cases, { when: "otherwise", to: otherwise }];
  }
  return type === "message" || type === "question" ? exit(null, fields) : [];
}

function exit(when: string | null, { next }: Fields): Exit[] {
  const to = wordsIn(next);
  return to === null ? [] : [{ when, to }];
}

const COMPARISONS: Readonly<Record<string, string>> = {
  equals: "is",
  one_of: "is one of",
  contains: "contains",
  greater: "is greater than",
  less: "is less than",
};

function caseWords({ when, value, values }: Fields): string {
  const compared = Array.isArray(values) ? values.join(", ") : String(value ?? "…");
  return `${COMPARISONS[String(when)] ?? "…"} ${compared}`;
}

function aboutOf(type: string, fields: Fields, nameOf: NameOf): string | null {
  const attribute = wordsIn(fields.attribute);
  const kept = attribute === null ? "" : `, kept as ${attribute}`;
  switch (type) {
    case "question":
      return `asks for ${KINDS[String(fields.kind)] ?? "…"}${kept}`;
    case "choice":
      return `offers ${partsIn(fields.choices).length} choices${kept}`;
    case "branch":
      return `looks at ${attribute ?? "…"}`;
    case "route":
      return `hands over to ${receiverOf(fields, nameOf)}`;
    case "ticket":
      return fields.resolve === false ? "makes a ticket; the conversation stays open" : "makes a ticket";
    case "end":
      return fields.resolve === false ? "ends; the conversation stays open" : "ends";
    default:
      return null;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  text: "a text",
  email: "an email address",
  number: "a number",
  date: "a date",
};

function receiverOf({ to, department_id, agent_id }: Fields, nameOf: NameOf): string {
  if (to === "bot") return "the bot";
  const id = wordsIn(to === "department" ? department_id : agent_id);
  return (id && nameOf(id)) ?? (to === "department" ? "a department" : to === "agent" ? "an agent" : "…");
}

function partsIn(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter(isFields) : [];
}

function wordsIn(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
