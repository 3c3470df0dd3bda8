import type { AgentConversation, VisitorSummary } from "@frontdesk/widget/client";

const SHORT_ID_LENGTH = 4;

/** What agents call a visitor: the name given, else "Visitor" and the end of the id. */
export function visitorName(visitor: VisitorSummary): string {
  return givenName(visitor) ?? `Visitor ${visitor.id.slice(-SHORT_ID_LENGTH)}`;
}

/** Null for a visitor who has told nothing of themselves. */
export function givenName({ name, email }: VisitorSummary): string | null {
  return name?.trim() || email || null;
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const first = words[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return [first, last]
    .map((word) => [...word][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

/** A hue from 0 to 359 that an id always gets. */
export function hueOf(id: string): number {
  let hash = 2166136261;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  // Ids that differ in their last character alone must not look alike.
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) % 360;
}

/** Who spoke last, as the list says it before the preview; the visitor needs no label in their own row. */
export function speakerOf(conversation: AgentConversation, agentId: string): string | null {
  const message = conversation.last_message;
  if (!message || message.sender_type === "visitor" || message.sender_type === "system") return null;
  return message.sender_id === agentId ? "You" : message.sender_name;
}
