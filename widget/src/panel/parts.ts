/** What is fetched only when it is needed. */
import { ApiError, OUTBOX } from "../client";

export type ConversationPart = typeof import("./conversation");

export function fetchConversationPart(): Promise<ConversationPart> {
  return import("./conversation").catch(() => {
    throw ApiError.unreachable("A part of the chat could not be loaded.");
  });
}

/** Whether something may wait to be sent, asked without making anything on the device. */
export async function hasOutbox(): Promise<boolean> {
  try {
    // Older browsers do not tell; then it has to be looked into.
    if (!indexedDB.databases) return true;
    return (await indexedDB.databases()).some(({ name }) => name === OUTBOX);
  } catch {
    return false;
  }
}
