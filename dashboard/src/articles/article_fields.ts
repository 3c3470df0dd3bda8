/** What people write of an article, what can be said of it before the server is asked, and whose change is whose. */
import type { Article } from "@frontdesk/widget/client";

const TITLE_LENGTH = 200;
const BODY_LENGTH = 50_000;
const SLUG_LENGTH = 80;
const TAGS = 20;
const TAG_LENGTH = 40;
export const EXAMPLES = 50;
export const EXAMPLE_LENGTH = 300;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LOCALE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

export const SLUG_WORDS = "Small letters, digits and single hyphens between them.";
export const LOCALE_WORDS = "A language tag such as en, id or pt-BR.";

export const FIELDS = ["title", "slug", "body", "tags", "locale", "examples"] as const;
export type FieldName = (typeof FIELDS)[number];
export type Fields = Pick<Article, FieldName>;
export type Problems = Partial<Record<FieldName, string>>;

export const BLANK: Fields = { title: "", slug: "", body: "", tags: [], locale: "en", examples: [] };

const WORDS: Record<FieldName, string> = {
  title: "the title",
  slug: "the address",
  body: "the text",
  tags: "the tags",
  locale: "the language",
  examples: "the other ways to ask",
};

export function fieldsOf({ title, slug, body, tags, locale, examples }: Article): Fields {
  return { title, slug, body, tags, locale, examples };
}

export function isLocale(tag: string): boolean {
  return LOCALE.test(tag);
}

/** What somebody has made of the base, field by field. */
export function changesOf(base: Fields, fields: Fields): Partial<Fields> {
  return Object.fromEntries(
    FIELDS.filter((name) => !isSame(base[name], fields[name])).map((name) => [name, fields[name]]),
  );
}

/** What a colleague has changed since, of the very fields that are to be changed, to something else. */
export function overtaken(base: Fields, theirs: Fields, changes: Partial<Fields>): FieldName[] {
  return FIELDS.filter(
    (name) => name in changes && !isSame(base[name], theirs[name]) && !isSame(theirs[name], changes[name]),
  );
}

export function overtakenSentence(name: string, fields: readonly FieldName[]): string {
  const told = new Intl.ListFormat("en").format(fields.map((field) => WORDS[field]));
  return `${name} has changed ${told} meanwhile. Yours is not saved yet.`;
}

/** As it was saved, with what has been written since it was sent. */
export function rebased(shown: Fields, sent: Fields, saved: Fields): Fields {
  return { ...saved, ...changesOf(sent, shown) };
}

/** An article needs a title, and an address once it has one; what is too long or written wrong is said. */
export function problemsOf(fields: Fields, isNew: boolean): Problems {
  const found: Record<FieldName, string | null> = {
    title: titleProblem(fields.title),
    slug: slugProblem(fields.slug, isNew),
    body: fields.body.length > BODY_LENGTH ? tooLong(fields.body, BODY_LENGTH) : null,
    tags: tagsProblem(fields.tags),
    locale: isLocale(fields.locale) ? null : LOCALE_WORDS,
    examples: examplesProblem(fields.examples),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

function titleProblem(title: string): string | null {
  if (title.trim() === "") return "Enter a title: what visitors and the bot know it by.";
  return title.trim().length > TITLE_LENGTH ? tooLong(title.trim(), TITLE_LENGTH) : null;
}

function slugProblem(slug: string, isNew: boolean): string | null {
  if (slug === "") return isNew ? null : "Enter what its address ends with.";
  if (!SLUG.test(slug)) return SLUG_WORDS;
  return slug.length > SLUG_LENGTH ? tooLong(slug, SLUG_LENGTH) : null;
}

function tagsProblem(tags: readonly string[]): string | null {
  if (tags.length > TAGS) return `At most ${TAGS} tags; these are ${tags.length}.`;
  const long = tags.find((tag) => tag.length > TAG_LENGTH);
  return long === undefined ? null : `“${long.slice(0, TAG_LENGTH)}…”: at most ${TAG_LENGTH} characters.`;
}

function examplesProblem(examples: readonly string[]): string | null {
  if (examples.length > EXAMPLES) return `At most ${EXAMPLES} of them; these are ${examples.length}.`;
  const long = examples.find((example) => example.length > EXAMPLE_LENGTH);
  return long === undefined ? null : `“${long.slice(0, TAG_LENGTH)}…”: at most ${EXAMPLE_LENGTH} characters.`;
}

function tooLong(text: string, limit: number): string {
  return `At most ${limit.toLocaleString("en")} characters; this has ${text.length.toLocaleString("en")}.`;
}

/** A slug as it may be: what was typed, in small letters, without accents, with hyphens for what lies between. */
export function asSlug(typed: string): string {
  const plain = typed.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, SLUG_LENGTH);
}

/** A slug that nothing more is typed to: the hyphen behind it was waiting for a word. */
export function wholeSlug(slug: string): string {
  return slug.replace(/-$/, "");
}

/** Words that were typed with commas between, behind the ones that are there; each once. */
export function withTags(tags: readonly string[], typed: string): string[] {
  const added = typed.split(",").map(asLine).filter(Boolean);
  return [...new Set([...tags, ...added])];
}

/** Lines that were typed or pasted, behind the ones that are there; each once, whatever its capitals. */
export function withExamples(examples: readonly string[], typed: string): string[] {
  const known = new Set(examples.map((example) => example.toLowerCase()));
  const added = typed.split("\n").map(asLine).filter(Boolean);
  return [...examples, ...added.filter((line) => !known.has(line.toLowerCase()) && known.add(line.toLowerCase()))];
}

function asLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

function isSame(one: Fields[FieldName] | undefined, other: Fields[FieldName] | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
