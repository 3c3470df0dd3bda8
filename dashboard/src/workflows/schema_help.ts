/** What the schema says of a kind of step. */
export interface StepHelp {
  type: string;
  /** Of a type that has several: which `kind`, or where `to`. */
  variant: string | null;
  about: string | null;
  fields: readonly FieldHelp[];
  /** Such a step with each field that must be there, still to be filled in. */
  blank: Readonly<Record<string, unknown>>;
}

export interface FieldHelp {
  name: string;
  isNeeded: boolean;
  /** What may stand there, and what it is for. */
  about: string;
  /** Of what a list holds: one of these. */
  parts: readonly (readonly FieldHelp[])[];
}

type Schema = Readonly<Record<string, unknown>>;

/** Nothing about a step is written twice: what may stand in it is read from the schema that the server checks it by. */
export function stepHelpOf(schema: Schema): StepHelp[] {
  const book = new Book(schema);
  return book.variantsOf(book.named("WorkflowStep")).map((step) => book.helpOf(step));
}

/** Of the definition around the steps. */
export function definitionHelpOf(schema: Schema): FieldHelp[] {
  const book = new Book(schema);
  return book.fieldsOf(schema).filter(({ name }) => name !== "$schema" && name !== "steps");
}

class Book {
  readonly #defs: Readonly<Record<string, Schema>>;

  constructor(schema: Schema) {
    this.#defs = (schema.$defs ?? {}) as Readonly<Record<string, Schema>>;
  }

  named(name: string): Schema {
    return this.#defs[name] ?? {};
  }

  /** Each object that this may be. */
  variantsOf(schema: Schema): Schema[] {
    const whole = this.#resolved(schema);
    return isList(whole.oneOf) ? whole.oneOf.flatMap((each) => this.variantsOf(each)) : [whole];
  }

  helpOf(step: Schema): StepHelp {
    const properties = propertiesOf(step);
    const variant = properties.kind?.const ?? properties.to?.const;
    return {
      type: String(properties.type?.const ?? ""),
      variant: variant === undefined ? null : String(variant),
      about: typeof step.description === "string" ? step.description : null,
      fields: this.fieldsOf(step).filter(({ name }) => !["type", "kind", "to"].includes(name)),
      blank: this.#blank(step) as Record<string, unknown>,
    };
  }

  fieldsOf(schema: Schema): FieldHelp[] {
    const needed = isWords(schema.required) ? schema.required : [];
    return Object.entries(propertiesOf(schema))
      .map(([name, field]) => this.#fieldHelp(name, field, needed.includes(name)))
      .sort((one, other) => Number(other.isNeeded) - Number(one.isNeeded));
  }

  #blank(schema: Schema): unknown {
    const [whole = {}] = this.variantsOf(schema);
    if (whole.const !== undefined) return whole.const;
    if (isWords(whole.enum)) return whole.enum[0];
    if (whole.type === "array") return [this.#blank((whole.items ?? {}) as Schema)];
    if (whole.type === "number" || whole.type === "integer") return 0;
    if (whole.type !== "object") return "";
    const needed = isWords(whole.required) ? whole.required : [];
    return Object.fromEntries(needed.map((name) => [name, this.#blank(propertiesOf(whole)[name] ?? {})]));
  }

  #fieldHelp(name: string, field: Schema, isNeeded: boolean): FieldHelp {
    const real = this.#meant(field);
    const inside = (real.type === "array" ? this.variantsOf((real.items ?? {}) as Schema) : []).filter(hasFields);
    const description = field.description ?? real.description;
    const about = [limitsOf(real), typeof description === "string" ? description : ""].filter(Boolean).join(" ");
    return { name, isNeeded, about, parts: inside.map((each) => this.fieldsOf(each)) };
  }

  /** What a field holds where it holds anything. */
  #meant(field: Schema): Schema {
    const whole = this.#resolved(field);
    if (!isList(whole.anyOf)) return whole;
    return this.#resolved(whole.anyOf.find(({ type }) => type !== "null") ?? {});
  }

  #resolved(schema: Schema): Schema {
    return typeof schema.$ref === "string" ? this.named(schema.$ref.split("/").at(-1) ?? "") : schema;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  number: "A number",
  integer: "A whole number",
  boolean: "true or false",
};

function limitsOf(field: Schema): string {
  const without = field.default;
  const isTold = without !== undefined && without !== null && !isList(without);
  const limits = [valuesOf(field), isTold ? `else ${String(without)}` : ""].filter(Boolean).join(", ");
  return limits && `${limits}.`;
}

function valuesOf({ type, const: only, enum: listed, maxLength, maxItems, format }: Schema): string {
  if (only !== undefined) return String(only);
  if (isWords(listed)) return listed.join(", ");
  if (format === "date") return "A date";
  if (typeof maxLength === "number") return `Up to ${maxLength} characters`;
  if (typeof maxItems === "number") return `A list of up to ${maxItems}`;
  return TYPES[String(type)] ?? "";
}

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  return (schema.properties ?? {}) as Readonly<Record<string, Schema>>;
}

function hasFields(schema: Schema): boolean {
  return Object.keys(propertiesOf(schema)).length > 0;
}

function isList(value: unknown): value is Schema[] {
  return Array.isArray(value);
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
