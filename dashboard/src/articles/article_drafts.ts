import type { Fields } from "./article_fields";

const PREFIX = "frontdesk.article.";

/** Of an article that is not stored yet. */
export const NEW = "new";

/** What an agent has written of an article and not saved, beside the article as they have read it. */
export interface ArticleDraft {
  base: Fields;
  version: number;
  fields: Fields;
  /** The unanswered question that it is written for. */
  questionId?: string | undefined;
}

/** Kept while the browser tab lives: whoever leaves an article finds it again as they have left it. */
export class ArticleDrafts {
  constructor(
    private readonly storage: Storage,
    private readonly agentId: string,
  ) {}

  read(articleId: string): ArticleDraft | null {
    const kept = this.storage.getItem(this.key(articleId));
    return kept === null ? null : (JSON.parse(kept) as ArticleDraft);
  }

  /** False where the browser has no room for it. */
  write(articleId: string, draft: ArticleDraft): boolean {
    try {
      this.storage.setItem(this.key(articleId), JSON.stringify(draft));
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  forget(articleId: string): void {
    this.storage.removeItem(this.key(articleId));
  }

  has(articleId: string): boolean {
    return this.storage.getItem(this.key(articleId)) !== null;
  }

  clear(): void {
    const keys = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at));
    for (const key of keys) if (key?.startsWith(this.key(""))) this.storage.removeItem(key);
  }

  private key(articleId: string): string {
    return `${PREFIX}${this.agentId}.${articleId}`;
  }
}
