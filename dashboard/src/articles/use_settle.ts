import { isApiError, type UnansweredQuestion, type UnansweredQuestionPage } from "@frontdesk/widget/client";
import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { articleKey, articlesChanged, UNANSWERED_KEY } from "./queries";

interface Chosen {
  id: string;
  title: string;
}

/** Takes a question off the list: by an article that answers it from now on, or by nothing. */
export function useSettle(question: UnansweredQuestion) {
  const { api } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const told = (error: Error) => {
    say(isApiError(error) ? error.message : "This could not be done. Please try again.");
    void queries.invalidateQueries({ queryKey: UNANSWERED_KEY });
  };
  const answering = useMutation({
    mutationFn: ({ id }: Chosen) => api.answerByArticle(question.id, { article_id: id }),
    onSuccess: (_, { id, title }) => {
      takeOff(queries, question.id);
      articlesChanged(queries);
      void queries.invalidateQueries({ queryKey: articleKey(id) });
      say(`“${title}” answers it from now on. The bot learns it within seconds.`);
    },
    onError: told,
  });
  const dismissing = useMutation({
    mutationFn: () => api.dismissQuestion(question.id),
    onSuccess: () => {
      takeOff(queries, question.id);
      say("Dismissed. It comes back when it is asked again.");
    },
    onError: told,
  });
  return {
    answer: answering.mutate,
    dismiss: () => dismissing.mutate(),
    isBusy: answering.isPending || dismissing.isPending,
  };
}

type Pages = InfiniteData<UnansweredQuestionPage, string | null>;

function takeOff(queries: QueryClient, questionId: string): void {
  queries.setQueriesData<Pages>({ queryKey: UNANSWERED_KEY }, (pages) => pages && without(pages, questionId));
  void queries.invalidateQueries({ queryKey: UNANSWERED_KEY });
}

export function without(pages: Pages, questionId: string): Pages {
  const rest = (page: UnansweredQuestionPage) => ({ ...page, items: page.items.filter(({ id }) => id !== questionId) });
  return { ...pages, pages: pages.pages.map(rest) };
}
