const PREFIX = "frontdesk.draft.";

/** What an agent has begun to write, kept for each conversation for as long as the browser tab lives. */
export class Drafts {
  constructor(
    private readonly storage: Storage,
    private readonly agentId: string,
  ) {}

  read(conversationId: string): string {
    return this.storage.getItem(this.key(conversationId)) ?? "";
  }

  write(conversationId: string, text: string): void {
    if (text === "") this.storage.removeItem(this.key(conversationId));
    else this.storage.setItem(this.key(conversationId), text);
  }

  clear(): void {
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at));
    for (const key of keys) if (key?.startsWith(this.key(""))) this.storage.removeItem(key);
  }

  private key(conversationId: string): string {
    return `${PREFIX}${this.agentId}.${conversationId}`;
  }
}
