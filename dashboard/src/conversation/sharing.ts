import { type AgentApi, type ArticleSummary, clientIdAt, isApiError } from "@frontdesk/widget/client";

export interface Card {
  article_id: string;
  content: string;
  client_id: string;
  base_seq: number;
}

/** One id for each card, so that a lost answer does not share it twice; it holds for the place it was made at. */
export function cardAt(watermark: number, { id, title }: Pick<ArticleSummary, "id" | "title">): Card {
  return { article_id: id, content: title, client_id: clientIdAt(watermark), base_seq: watermark };
}

/** All that is sent is in the card: a retry comes when the log may be longer. */
export function sharing(api: Pick<AgentApi, "shareArticle">, conversationId: string) {
  return {
    mutationFn: (card: Card) => api.shareArticle(conversationId, card),
    retry: (failures: number, error: Error) => failures < 3 && (!isApiError(error) || error.retryable),
  };
}
