/** Prints what a site's visitor downloads, and fails where it has grown above the limits. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const LAUNCHER_LIMIT = 8 * 1024;
const FIRST_OPEN_LIMIT = 30 * 1024;

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

for (const name of files.keys()) {
  const when = launcher.has(name) ? "with the page" : firstOpen.has(name) ? "on first open" : "on demand";
  console.log(`${String(bytesOf([name])).padStart(6)} bytes gzip  ${name}  ${when}`);
}
const [launcherBytes, firstOpenBytes] = [bytesOf([...launcher]), bytesOf([...firstOpen])];
console.log(`launcher ${launcherBytes} of ${LAUNCHER_LIMIT}, on first open ${firstOpenBytes} of ${FIRST_OPEN_LIMIT}`);
if (launcherBytes > LAUNCHER_LIMIT || firstOpenBytes > FIRST_OPEN_LIMIT) {
  console.error("The widget has grown above its limits.");
  process.exitCode = 1;
}
