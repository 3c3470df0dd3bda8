/** Prints what a site's visitor downloads, and fails where it has grown above the limits. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const LAUNCHER_LIMIT = 8 * 1024;
const FIRST_OPEN_LIMIT = 30 * 1024;
const CONVERSATION_LIMIT = 40 * 1024;

const files = new Map(
  readdirSync(DIST)
    .filter((name) => name.endsWith(".js"))
    .map((name) => [name, readFileSync(new URL(name, DIST), "utf8")]),
);
const bytesOf = (names) => names.reduce((sum, name) => sum + gzipSync(files.get(name) ?? "", { level: 9 }).length, 0);

/** A chunk and all that it cannot do without; what it loads on demand is not among it. */
function withImports(name, known = new Set()) {
  if (known.has(name)) return known;
  known.add(name);
  for (const [, imported] of (files.get(name) ?? "").matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)) {
    withImports(imported, known);
  }
  return known;
}

const named = (pattern) => [...files.keys()].filter((name) => pattern.test(name));
// A visitor reads one language; the larger one counts.
const language = named(/^(en|id)-/).sort((one, other) => bytesOf([other]) - bytesOf([one]))[0];
const launcher = withImports("loader.js");
const firstOpen = new Set([...launcher, ...named(/^panel-/).flatMap((name) => [...withImports(name)]), language]);

const conversation = new Set([...firstOpen, ...named(/^conversation-/).flatMap((name) => [...withImports(name)])]);

const whenLoaded = (name) =>
  launcher.has(name)
    ? "with the page"
    : firstOpen.has(name)
      ? "on first open"
      : conversation.has(name)
        ? "with the first letter that is typed, or when the visitor has a conversation"
        : "on demand";
for (const name of files.keys()) {
  console.log(`${String(bytesOf([name])).padStart(6)} bytes gzip  ${name}  ${whenLoaded(name)}`);
}
const limits = [
  ["launcher", launcher, LAUNCHER_LIMIT],
  ["on first open, in all", firstOpen, FIRST_OPEN_LIMIT],
  ["with a conversation, in all", conversation, CONVERSATION_LIMIT],
];
for (const [what, names, limit] of limits) {
  const bytes = bytesOf([...names]);
  console.log(`${what}: ${bytes} of ${limit}`);
  if (bytes > limit) {
    console.error("The widget has grown above its limits.");
    process.exitCode = 1;
  }
}
