import { ApiError, type ImportArticles } from "@frontdesk/widget/client";
import { LOCALE_WORDS, SLUG_WORDS } from "./article_fields";

/** How what has a form of its own is written. */
const WRITTEN: Record<string, string> = { slug: SLUG_WORDS, locale: LOCALE_WORDS, tags: "A tag has no comma." };
/** How the server's checks begin to tell what is wrong, and what people make of it. */
const PLAIN: readonly (readonly [string, string])[] = [
  ["Field required", "This is missing."],
  ["Extra inputs are not permitted", "An article has no such field."],
  ["Input should be a valid boolean", "Either true or false."],
];
const ZIP = /\.zip$/i;
const READABLE = /\.(md|markdown|csv|zip)$/i;
export const ACCEPTED = ".md,.markdown,.csv,.zip";

export interface Fault {
  /** A file, or a row of one. */
  place: string;
  field: string | null;
  message: string;
}

/** What to send for the files that were chosen; else what is wrong with the choice. */
export async function packed(files: readonly File[]): Promise<ImportArticles | Blob | string> {
  const [first] = files;
  if (!first) return "Choose files first.";
  const strange = files.find(({ name }) => !READABLE.test(name));
  if (strange) return `${strange.name} is no .md, .csv or .zip file.`;
  if (files.length === 1 && ZIP.test(first.name)) return new Blob([first], { type: "application/zip" });
  if (files.some(({ name }) => ZIP.test(name))) return "Import a .zip by itself, without other files.";
  const read = await Promise.all(files.map(async (file) => ({ name: file.name, content: await textOf(file) })));
  const garbled = read.find(({ content }) => content === null);
  if (garbled) return `${garbled.name} is not in UTF-8. Save it so: a spreadsheet calls it “CSV UTF-8”.`;
  return { files: read.map(({ name, content }) => ({ name, content: content ?? "" })) };
}

/** Null where it has another encoding: guessing would put wrong letters into an article. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Each with where it is: "returns.md: title" is the title in that file, and "body" what was sent as a whole. */
export function faultsOf(error: unknown, files: readonly Pick<File, "name">[] = []): Fault[] {
  if (!(error instanceof ApiError)) return [];
  return error.fieldErrors.map(({ field, message }) => {
    const [place = field, name = null] = field.split(": ");
    const [only] = files;
    return { place: place === "body" && only ? only.name : place, field: name, message: plainly(message, name) };
  });
}

/** What went wrong where no file is at fault. */
export function problemOf(error: unknown): string | null {
  if (!error || faultsOf(error).length > 0) return null;
  if (!(error instanceof ApiError)) return "These files could not be read.";
  if (error.status === 413) return "These files are too large to import at once. Take them in parts.";
  return error.retryable ? `${error.message} Import the same files again: it does the rest.` : error.message;
}

function plainly(message: string, field: string | null): string {
  const plain = PLAIN.find(([beginning]) => message.startsWith(beginning));
  if (plain) return plain[1];
  if (!message.startsWith("String should match pattern")) return message;
  return WRITTEN[field?.split(".")[0] ?? ""] ?? "This is not written as it may be.";
}

/** "3 new, 1 changed, 20 as they were." */
export function outcomeWords({ created, updated, unchanged }: Record<"created" | "updated" | "unchanged", number>) {
  const told = [
    created > 0 && `${created} new`,
    updated > 0 && `${updated} changed`,
    unchanged > 0 && `${unchanged} as ${unchanged === 1 ? "it was" : "they were"}`,
  ].filter(Boolean);
  return told.length === 0 ? "There was no article in it." : `${told.join(", ")}.`;
}
