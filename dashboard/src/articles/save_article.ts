import { type AgentApi, type Article, isApiError } from "@frontdesk/widget/client";
import type { ArticleDraft } from "./article_drafts";
import { type FieldName, type Fields, fieldsOf, overtaken } from "./article_fields";

/** A colleague has changed the very fields that were to be changed. */
export class Overtaken extends Error {
  constructor(
    readonly theirs: Article,
    readonly fields: readonly FieldName[],
  ) {
    super();
  }
}

export interface Sent extends ArticleDraft {
  changes: Partial<Fields>;
  /** Undefined where it is to stay as it is. */
  published: boolean | undefined;
}

export function createArticle(api: AgentApi, { fields, published }: Sent): Promise<Article> {
  return api.createArticle({ ...fields, slug: fields.slug || null, published: published ?? false });
}

/** Whoever changed something else meanwhile is in nobody's way. */
export async function editArticle(
  api: Pick<AgentApi, "article" | "editArticle">,
  id: string,
  sent: Sent,
): Promise<Article> {
  const { changes, published, base, version } = sent;
  const asked = { ...changes, ...(published === undefined ? {} : { published }) };
  try {
    return await api.editArticle(id, { ...asked, version });
  } catch (error) {
    // A slug that is taken is a conflict too; that one names its field.
    if (!isApiError(error) || error.code !== "conflict" || error.fieldErrors.length > 0) throw error;
    const theirs = await api.article(id);
    const fields = overtaken(base, fieldsOf(theirs), changes);
    if (fields.length > 0) throw new Overtaken(theirs, fields);
    return api.editArticle(id, { ...asked, version: theirs.version });
  }
}

export function savedSentence({ published }: Article, sent: Sent): string {
  if (sent.published === true) return "Published. The bot learns it within seconds.";
  if (sent.published === false) return "Unpublished: neither visitors nor the bot read it any more.";
  return published ? "Saved. The bot learns it within seconds." : "Saved.";
}
