import type { Article } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { Confirm } from "../parts/dialog";
import { useToast } from "../parts/toasts";
import { refusalOf } from "../text/refusal";
import { articleKey, articlesChanged } from "./queries";

interface Props {
  article: Article;
  close: () => void;
  onDeleted: () => void;
}

export function DeleteArticle({ article, close, onDeleted }: Props) {
  const { api, articleDrafts } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.deleteArticle(article.id),
    onSuccess: () => {
      onDeleted();
      articleDrafts.forget(article.id);
      queries.removeQueries({ queryKey: articleKey(article.id) });
      articlesChanged(queries);
      say(`“${article.title}” is deleted.`);
    },
  });
  return (
    <Confirm
      isOpen
      onOpenChange={close}
      title={`Delete “${article.title}”?`}
      confirm="Delete"
      isBusy={isPending}
      problem={refusalOf(error, [])?.rest}
      onConfirm={() => mutate()}
    >
      Visitors and the bot no longer find it, and its page is gone. Messages that quote it stay as they are.
    </Confirm>
  );
}
