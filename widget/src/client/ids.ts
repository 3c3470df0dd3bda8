/** A random id, also where `crypto.randomUUID` is missing because the page is not served over https. */
export function randomId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The id carries the anchor of its own search, so that it can never differ between two sends. */
export function clientIdAt(baseSeq: number): string {
  return `${baseSeq}.${randomId()}`;
}

export function baseSeqOf(clientId: string): number {
  return Number.parseInt(clientId, 10);
}

/** The name of the outbox's database, known here so that it can be asked for without the code that opens it. */
export const OUTBOX = "frontdesk-outbox";
