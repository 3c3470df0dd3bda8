import { type AgentApi, type Article, isApiError } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { refusalOf } from "../text/refusal";
import type { ArticleDraft } from "./article_drafts";
import {
  BLANK,
  changesOf,
  FIELDS,
  type FieldName,
  type Fields,
  fieldsOf,
  overtaken,
  type Problems,
  problemsOf,
  rebased,
} from "./article_fields";
import { articleChanged } from "./queries";

/** A colleague has changed the very fields that were to be changed. */
export class Overtaken extends Error {
  constructor(
    readonly theirs: Article,
    readonly fields: readonly FieldName[],
  ) {
    super();
  }
}

interface Sent {
  fields: Fields;
  changes: Partial<Fields>;
  published: boolean | undefined;
  base: Fields;
  version: number;
}

/** What is written of an article until it is saved; it waits where the agent leaves. */
export function useArticleEditor(article: Article | null, draftKey: string, onCreated: (article: Article) => void) {
  const { api, articleDrafts } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const [draft, setDraft] = useState<ArticleDraft>(() => articleDrafts.read(draftKey) ?? fresh(article));
  const [problems, setProblems] = useState<Problems>({});
  const changes = changesOf(draft.base, draft.fields);
  const isDirty = Object.keys(changes).length > 0;

  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (sent: Sent) => (article ? edit(api, article.id, sent) : create(api, sent)),
    onSuccess: (saved, sent) => {
      articleDrafts.forget(draftKey);
      articleChanged(queries, saved);
      if (!article) return onCreated(saved);
      setDraft((now) => ({
        base: fieldsOf(saved),
        version: saved.version,
        fields: rebased(now.fields, sent.fields, fieldsOf(saved)),
      }));
      say(savedSentence(saved, sent));
    },
  });

  const isBehind = article !== null && article.version > draft.version && !isDirty && !isPending;
  useEffect(() => {
    if (isBehind) setDraft(fresh(article));
  }, [isBehind, article]);
  useEffect(() => {
    if (isDirty) articleDrafts.write(draftKey, draft);
    else articleDrafts.forget(draftKey);
  }, [articleDrafts, draftKey, draft, isDirty]);
  useWarning(isDirty);

  const conflict = error instanceof Overtaken ? error : null;
  const refusal = conflict ? null : refusalOf(error, FIELDS);
  const send = (
    sent: Omit<Sent, "fields" | "base" | "version">,
    seen: Pick<ArticleDraft, "base" | "version"> = draft,
  ) => mutate({ ...sent, fields: draft.fields, base: seen.base, version: seen.version });

  return {
    fields: draft.fields,
    problems: { ...refusal?.fields, ...problems },
    refusal: refusal?.rest ?? null,
    conflict,
    isDirty,
    hasNewSlug: "slug" in changes,
    isBusy: isPending,
    change: (changed: Partial<Fields>) => {
      setDraft((now) => ({ ...now, fields: { ...now.fields, ...changed } }));
      setProblems((now) => Object.fromEntries(Object.entries(now).filter(([name]) => !(name in changed))));
      if (!conflict) reset();
    },
    save: (published?: boolean) => {
      const found = problemsOf(draft.fields, article === null);
      setProblems(found);
      if (Object.keys(found).length === 0) send({ changes, published });
    },
    /** What is not saved yet stays unsaved. */
    withdraw: () => send({ changes: {}, published: false }),
    discard: () => {
      setProblems({});
      setDraft(fresh(article));
      reset();
    },
    /** Over what a colleague has written meanwhile. */
    keepMine: () =>
      conflict &&
      send({ changes, published: undefined }, { base: fieldsOf(conflict.theirs), version: conflict.theirs.version }),
    /** In the fields that both have changed; one's other changes stay. */
    takeTheirs: () => {
      if (!conflict) return;
      const theirs = fieldsOf(conflict.theirs);
      const given = Object.fromEntries(conflict.fields.map((name) => [name, theirs[name]]));
      const own = { ...theirs, ...changes, ...given };
      articleChanged(queries, conflict.theirs);
      setDraft({ base: theirs, version: conflict.theirs.version, fields: own });
      reset();
    },
  };
}

function fresh(article: Article | null): ArticleDraft {
  const fields = article ? fieldsOf(article) : BLANK;
  return { base: fields, version: article?.version ?? 0, fields };
}

function create(api: AgentApi, { fields, published }: Sent): Promise<Article> {
  return api.createArticle({ ...fields, slug: fields.slug || null, published: published ?? false });
}

/** Whoever changed something else meanwhile is in nobody's way. */
async function edit(api: AgentApi, id: string, { changes, published, base, version }: Sent): Promise<Article> {
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

function savedSentence({ published }: Article, sent: Sent): string {
  if (sent.published === true) return "Published. The bot learns it within seconds.";
  if (sent.published === false) return "Withdrawn: neither visitors nor the bot read it any more.";
  return published ? "Saved. The bot learns it within seconds." : "Saved.";
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
