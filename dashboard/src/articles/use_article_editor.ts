import type { Article } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { refusalOf } from "../text/refusal";
import { FIELDS, type Fields, fieldsOf, type Problems, problemsOf, rebased } from "./article_fields";
import { articleChanged } from "./queries";
import { createArticle, editArticle, Overtaken, type Sent, savedSentence } from "./save_article";
import { fresh, useKeptDraft } from "./use_kept_draft";

/** An article as it is written: its fields, what is wrong with them, and what can be done. */
export function useArticleEditor(article: Article | null, draftKey: string, onCreated: (article: Article) => void) {
  const [problems, setProblems] = useState<Problems>({});
  const [refusals, setRefusals] = useState(0);
  const saving = useSave(article, draftKey, (saved, sent) => {
    if (article) setDraft((now) => ({ ...fresh(saved), fields: rebased(now.fields, sent.fields, fieldsOf(saved)) }));
    else onCreated(saved);
  });
  const { isPending, error, reset } = saving;
  const { draft, setDraft, changes, isDirty } = useKeptDraft(article, draftKey, isPending);
  const conflict = error instanceof Overtaken ? error : null;
  const refusal = conflict ? null : refusalOf(error, FIELDS);

  const refused = () => setRefusals((count) => count + 1);
  const send = (sent: Partial<Sent>) =>
    saving.mutate({ ...draft, changes, published: undefined, ...sent }, { onError: refused });
  const change = (changed: Partial<Fields>) => {
    setDraft((now) => ({ ...now, fields: { ...now.fields, ...changed } }));
    setProblems((now) => Object.fromEntries(Object.entries(now).filter(([name]) => !(name in changed))));
    if (!conflict) reset();
  };
  const save = (published?: boolean) => {
    const found = problemsOf(draft.fields, article === null);
    setProblems(found);
    if (Object.keys(found).length === 0) send({ published });
    else refused();
  };
  const discard = () => {
    setProblems({});
    setDraft(fresh(article));
    reset();
  };

  return {
    fields: draft.fields,
    problems: { ...refusal?.fields, ...problems },
    refusal: refusal?.rest ?? null,
    conflict,
    /** How often it could not be saved. */
    refusals,
    isDirty,
    hasNewSlug: "slug" in changes,
    isBusy: isPending,
    change,
    save,
    discard,
    /** What is not saved yet stays unsaved. */
    withdraw: () => send({ changes: {}, fields: draft.base, published: false }),
    /** Over what a colleague has written meanwhile. */
    keepMine: () => conflict && send({ base: fieldsOf(conflict.theirs), version: conflict.theirs.version }),
    /** In the fields that both have changed; one's other changes stay. */
    takeTheirs: () => {
      if (!conflict) return;
      const theirs = fresh(conflict.theirs);
      const given = Object.fromEntries(conflict.fields.map((name) => [name, theirs.fields[name]]));
      setDraft({ ...theirs, fields: { ...theirs.fields, ...changes, ...given } });
      reset();
    },
  };
}

function useSave(article: Article | null, draftKey: string, onSaved: (saved: Article, sent: Sent) => void) {
  const { api, articleDrafts } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (sent: Sent) => (article ? editArticle(api, article.id, sent) : createArticle(api, sent)),
    onSuccess: (saved, sent) => {
      articleDrafts.forget(draftKey);
      articleChanged(queries, saved);
      onSaved(saved, sent);
      if (article) say(savedSentence(saved, sent));
    },
    onError: (error) => {
      if (error instanceof Overtaken) articleChanged(queries, error.theirs);
    },
  });
}
