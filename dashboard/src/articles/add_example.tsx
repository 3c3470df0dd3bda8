import { type AgentApi, type Article, isApiError } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, Plus } from "lucide-react";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { EXAMPLE_LENGTH, withExamples } from "./article_fields";
import { articleChanged } from "./queries";
import styles from "./test_panel.module.css";

interface Props {
  articleId: string;
  title: string;
  question: string;
}

/** From now on the article is found by these words, too. */
export function AddExample({ articleId, title, question }: Props) {
  const { api } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const { mutate, isPending, isSuccess, variables } = useMutation({
    mutationFn: (phrasing: string) => teach(api, articleId, phrasing.slice(0, EXAMPLE_LENGTH)),
    onSuccess: (article) => articleChanged(queries, article),
    onError: (error) => say(`This could not be added. ${isApiError(error) ? error.message : ""}`.trim()),
  });
  if (isSuccess && variables === question) {
    return (
      <p className={styles.added} role="status">
        <Check size={13} aria-hidden="true" />
        Added to its examples
      </p>
    );
  }
  return (
    <button
      type="button"
      className={styles.action}
      disabled={isPending}
      aria-label={`Add this question as an example to ${title}`}
      onClick={() => mutate(question)}
    >
      <Plus size={13} aria-hidden="true" />
      Add this question as an example
    </button>
  );
}

/** Once more where a colleague was quicker: nothing of theirs is lost by it. */
async function teach(api: AgentApi, id: string, phrasing: string): Promise<Article> {
  const before = await api.article(id);
  const examples = withExamples(before.examples, phrasing);
  if (examples.length === before.examples.length) return before;
  try {
    return await api.editArticle(id, { examples, version: before.version });
  } catch (error) {
    if (!isApiError(error) || error.code !== "conflict") throw error;
    const now = await api.article(id);
    return api.editArticle(id, { examples: withExamples(now.examples, phrasing), version: now.version });
  }
}
