const PREFIX = "frontdesk.draft.";

/** To whom one writes: to the visitor, or to the other agents. */
export type Mode = "reply" | "note";

/** What an agent has begun to write, kept for each conversation for as long as the browser tab lives. */
export class Drafts {
  constructor(
    private readonly storage: Storage,
    private readonly agentId: string,
  ) {}

  read(conversationId: string, mode: Mode = "reply"): string {
    return this.storage.getItem(this.key(conversationId, mode)) ?? "";
  }

  write(conversationId: string, text: string, mode: Mode = "reply"): void {
    const key = this.key(conversationId, mode);
    if (text === "") this.storage.removeItem(key);
    else this.storage.setItem(key, text);
  }

  clear(): void {
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at));
    for (const key of keys) if (key?.startsWith(this.beginning)) this.storage.removeItem(key);
  }

  private get beginning(): string {
    return `${PREFIX}${this.agentId}.`;
  }

  private key(conversationId: string, mode: Mode): string {
    return `${this.beginning}${conversationId}${mode === "note" ? ".note" : ""}`;
  }
}
