/** Text stays text. Only http, https and mailto addresses in it become links. */
import type { ComponentChildren } from "preact";
import { safeHref } from "../href";

const ADDRESS = /\b(?:https?:\/\/|mailto:)[^\s<>"']+/gi;
/** What ends a sentence does not belong to the address before it. */
const TRAILING = ".,:;!?)]}»”’";

export interface Part {
  text: string;
  href?: string;
}

export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const href = safeHref(address);
    if (!href) continue;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: address, href });
    from = index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** A closing bracket belongs to the address where it also opens one, as in many encyclopaedias. */
function trimmed(found: string): string {
  let end = found.length;
  while (end > 0 && TRAILING.includes(found.charAt(end - 1))) end -= 1;
  const closes = found.charAt(end) === ")" && found.lastIndexOf("(", end) > found.lastIndexOf(")", end - 1);
  return found.slice(0, closes ? end + 1 : end);
}

export function Linked({ text }: { text: string }): ComponentChildren {
  return partsOf(text).map((part, at) =>
    part.href ? (
      <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    ) : (
      part.text
    ),
  );
}
