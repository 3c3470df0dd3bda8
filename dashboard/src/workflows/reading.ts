import { type Mistake, type ReadJson, readJson } from "./json_reader";

/** A workflow's definition is an object; anything else is a mistake from its first letter on. */
export function readDefinition(text: string): ReadJson {
  const read = readJson(text);
  if (read.mistake !== null || (typeof read.value === "object" && read.value !== null && !Array.isArray(read.value))) {
    return read;
  }
  const { start } = read.places.get("")?.value ?? { start: 0 };
  const mistake: Mistake = { at: { start, end: start + 1 }, message: "A workflow is written between { and }." };
  return { mistake };
}
