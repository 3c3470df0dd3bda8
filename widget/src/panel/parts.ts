/** What is fetched only when it is needed, each part with its own style sheet. */
import { ApiError, OUTBOX } from "../client";

const FETCH = {
  conversation: () => import("./conversation"),
  cards: () => import("./cards"),
  article: () => import("./article"),
  emoji: () => import("./emoji"),
  files: () => import("./files"),
  rating: () => import("./rating"),
  offline: () => import("./offline"),
  introduction: () => import("./introduction"),
};

export type PartName = keyof typeof FETCH;
export type Parts = { [Name in PartName]: Awaited<ReturnType<(typeof FETCH)[Name]>> };
export type ConversationPart = Parts["conversation"];

export async function fetchPart<Name extends PartName>(name: Name): Promise<Parts[Name]> {
  try {
    return (await FETCH[name]()) as Parts[Name];
  } catch {
    throw ApiError.unreachable("A part of the chat could not be loaded.");
  }
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
