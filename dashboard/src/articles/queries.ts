import type { Article, ArticlePage, ArticleQuery, ArticleSummary, UnansweredQuery } from "@frontdesk/widget/client";
import { type InfiniteData, type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useWork } from "../app/work";
import { learning } from "./learning";

export const ARTICLE_LISTS_KEY = ["articles", "list"] as const;
/** By the words of a search: what the pickers of other pages show. */
const ARTICLE_SEARCH_KEY = ["article-search"] as const;
export const UNANSWERED_KEY = ["unanswered-questions"] as const;
export const articleKey = (id: string) => ["article", id] as const;

export type ArticlePages = InfiniteData<ArticlePage, string | null>;

const PAGE_SIZE = 50;
/** No frame tells of what visitors ask: it is asked for again. */
const ASK_AGAIN_MS = 60_000;

export function useArticles(query: ArticleQuery) {
  const { api } = useWork();
  return useInfiniteQuery({
    queryKey: [...ARTICLE_LISTS_KEY, query],
    queryFn: ({ pageParam }) => api.articles({ ...query, cursor: pageParam, limit: PAGE_SIZE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ArticlePage) => page.next_cursor ?? null,
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
}

export function useArticle(id: string) {
  const { api } = useWork();
  return useQuery({
    queryKey: articleKey(id),
    queryFn: () => api.article(id),
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
}

export function useUnanswered(sort: NonNullable<UnansweredQuery["sort"]>) {
  const { api } = useWork();
  return useInfiniteQuery({
    queryKey: [...UNANSWERED_KEY, sort],
    queryFn: ({ pageParam }) => api.unansweredQuestions({ sort, cursor: pageParam, limit: PAGE_SIZE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    refetchInterval: ASK_AGAIN_MS,
    refetchOnWindowFocus: "always",
    staleTime: 0,
  });
}

/** Each once: a page may begin with what the one before it ended with. */
export function itemsIn<Item extends { id: string }>(
  data: { pages: readonly { items: Item[] }[] } | undefined,
): Item[] {
  const found = new Map(data?.pages.flatMap(({ items }) => items).map((item) => [item.id, item]));
  return [...found.values()];
}

/** The tags and languages of the articles that have been listed so far. */
export function useKnownMarks(): { tags: string[]; locales: string[] } {
  const queries = useQueryClient();
  const lists = queries.getQueriesData<ArticlePages>({ queryKey: ARTICLE_LISTS_KEY });
  return marksOf(lists.flatMap(([, pages]) => itemsIn(pages)));
}

export function marksOf(articles: readonly Pick<ArticleSummary, "tags" | "locale">[]) {
  return {
    tags: [...new Set(articles.flatMap(({ tags }) => tags))].sort(),
    locales: [...new Set(articles.map(({ locale }) => locale))].sort(),
  };
}

/** What has become of an article: here at once, in the lists when they are asked, in the bot's index soon. */
export function articleChanged(queries: QueryClient, article: Article): void {
  const before = queries.getQueryData<Article>(articleKey(article.id));
  queries.setQueryData<Article>(articleKey(article.id), article);
  relist(queries);
  // Of a draft, the bot knows nothing.
  if (article.published || before?.published) learning.begin();
}

/** More than one, or it is not told which. */
export function articlesChanged(queries: QueryClient): void {
  relist(queries);
  learning.begin();
}

function relist(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ARTICLE_LISTS_KEY });
  void queries.invalidateQueries({ queryKey: ARTICLE_SEARCH_KEY });
}
