import { type Article, isApiError } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import page from "../parts/page.module.css";
import { Skeleton } from "../parts/skeleton";
import { useToast } from "../parts/toasts";
import { NEW } from "./article_drafts";
import { ArticleEditor } from "./article_editor";
import styles from "./article_page.module.css";
import { UNANSWERED_KEY, useArticle } from "./queries";

/** One article, to be read and written. */
export function ArticlePage({ id }: { id: string }) {
  const { data, isPending, error, refetch } = useArticle(id);
  if (data) return <ArticleEditor key={data.id} article={data} draftKey={data.id} onCreated={() => {}} />;
  return (
    <div className={page.frame}>
      <div className={page.sheet}>{isPending ? <EditorSkeleton /> : <NotLoaded error={error} retry={refetch} />}</div>
    </div>
  );
}

/** `origin` tells what it is written for; each has a draft of its own. */
export function NewArticlePage({ origin }: { origin: string | undefined }) {
  const { api, articleDrafts } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const [, navigate] = useLocation();
  const draftKey = draftKeyOf(origin);
  const questionId = articleDrafts.read(draftKey)?.questionId;
  const { mutate: settle } = useMutation({
    mutationFn: ({ question, article }: { question: string; article: Article }) =>
      api.answerByArticle(question, { article_id: article.id }),
    onError: (error) => say(`The question is still on the list. ${isApiError(error) ? error.message : ""}`.trim()),
    onSettled: () => queries.invalidateQueries({ queryKey: UNANSWERED_KEY }),
  });
  return (
    <ArticleEditor
      key={draftKey}
      article={null}
      draftKey={draftKey}
      onCreated={(article) => {
        if (questionId) settle({ question: questionId, article });
        say(article.published ? "Published. The bot learns it within seconds." : "Saved as a draft.");
        navigate(`/articles/${article.id}`, { replace: true });
      }}
    />
  );
}

export function draftKeyOf(origin: string | undefined): string {
  return origin === undefined ? NEW : `${NEW}.${origin}`;
}

function NotLoaded({ error, retry }: { error: Error; retry: () => unknown }) {
  const [, navigate] = useLocation();
  const back = <Button onClick={() => navigate("/articles")}>Back to the list</Button>;
  if (isApiError(error) && error.code === "not_found") {
    return (
      <EmptyState drawing={<DoorDrawing />} title="There is no such article" action={back}>
        It may have been deleted.
      </EmptyState>
    );
  }
  return (
    <div className={styles.problem}>
      <Notice tone="breach" retry={() => void retry()}>
        This article could not be loaded.
      </Notice>
    </div>
  );
}

function EditorSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the article">
      <Skeleton width="40%" height="1.5rem" />
      <Skeleton width="100%" height="2.25rem" />
      <Skeleton width="100%" height="20rem" />
    </div>
  );
}
