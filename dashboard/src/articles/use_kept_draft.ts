import type { Article } from "@frontdesk/widget/client";
import { useEffect, useState } from "react";
import { useWork } from "../app/work";
import type { ArticleDraft } from "./article_drafts";
import { BLANK, changesOf, fieldsOf } from "./article_fields";

/** What is written of an article and not saved: it waits where the agent leaves, and follows colleagues while it is empty. */
export function useKeptDraft(article: Article | null, draftKey: string, isBusy: boolean) {
  const { articleDrafts } = useWork();
  const [draft, setDraft] = useState<ArticleDraft>(() => articleDrafts.read(draftKey) ?? fresh(article));
  const changes = changesOf(draft.base, draft.fields);
  const isDirty = Object.keys(changes).length > 0;

  const isBehind = article !== null && article.version > draft.version && !isDirty && !isBusy;
  useEffect(() => {
    if (isBehind) setDraft(fresh(article));
  }, [isBehind, article]);
  useEffect(() => {
    if (isDirty) articleDrafts.write(draftKey, draft);
    else articleDrafts.forget(draftKey);
  }, [articleDrafts, draftKey, draft, isDirty]);
  useWarning(isDirty);

  return { draft, setDraft, changes, isDirty };
}

export function fresh(article: Article | null): ArticleDraft {
  const fields = article ? fieldsOf(article) : BLANK;
  return { base: fields, version: article?.version ?? 0, fields };
}

/** The browser asks before the tab is closed: what is not saved would be gone with it. */
function useWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
}
