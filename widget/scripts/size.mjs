/** Prints what a site's visitor downloads, and fails where it has grown above the limits. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist", import.meta.url).pathname;
const LAUNCHER_LIMIT = 8 * 1024;
const TOTAL_LIMIT = 30 * 1024;

const sizes = readdirSync(DIST)
  .filter((name) => name.endsWith(".js"))
  .map((name) => ({ name, bytes: gzipSync(readFileSync(join(DIST, name)), { level: 9 }).length }));
for (const { name, bytes } of sizes) console.log(`${String(bytes).padStart(6)} bytes gzip  ${name}`);

const sum = (files) => files.reduce((total, { bytes }) => total + bytes, 0);
const isLanguage = ({ name }) => /^(en|id)-/.test(name);
const launcher = sizes.find(({ name }) => name === "loader.js")?.bytes ?? Number.POSITIVE_INFINITY;
// A visitor reads one language; the larger one counts.
const language = Math.max(...sizes.filter(isLanguage).map(({ bytes }) => bytes));
const total = sum(sizes.filter((file) => !isLanguage(file))) + language;
console.log(`launcher ${launcher} of ${LAUNCHER_LIMIT}, in total ${total} of ${TOTAL_LIMIT}`);
if (launcher > LAUNCHER_LIMIT || total > TOTAL_LIMIT) {
  console.error("The widget has grown above its limits.");
  process.exitCode = 1;
}
