import type { ArticleFilters, ArticleQuery } from "@frontdesk/widget/client";
import { useSyncExternalStore } from "react";
import { isLocale } from "./article_fields";

export type Publication = "any" | "published" | "drafts";

export interface ListFilters {
  q: string;
  publication: Publication;
  /** Empty for any. */
  tag: string;
  locale: string;
}

export const EVERYTHING: ListFilters = { q: "", publication: "any", tag: "", locale: "" };

/** What an export takes, too: it knows no search. */
export function filtersOf({ publication, tag, locale }: ListFilters): ArticleFilters {
  return {
    ...(publication === "any" ? {} : { published: publication === "published" }),
    ...(tag.trim() === "" ? {} : { tag: tag.trim() }),
    ...(isLocale(locale.trim()) ? { locale: locale.trim() } : {}),
  };
}

export function queryOf(filters: ListFilters): ArticleQuery {
  const q = filters.q.trim();
  return { ...filtersOf(filters), ...(q === "" ? {} : { q }) };
}

export function isNarrowed(filters: ListFilters): boolean {
  return Object.keys(queryOf(filters)).length > 0;
}

/** How the list is narrowed; it stays so while the agent is elsewhere. */
export class ArticleFilterStore {
  private filters = EVERYTHING;
  private readonly listeners = new Set<() => void>();

  current = (): ListFilters => this.filters;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change = (changes: Partial<ListFilters>): void => {
    this.filters = { ...this.filters, ...changes };
    for (const listener of this.listeners) listener();
  };

  /** For the next one to sign in. */
  clear = (): void => this.change(EVERYTHING);
}

export const articleFilters = new ArticleFilterStore();

export function useArticleFilters() {
  const filters = useSyncExternalStore(articleFilters.subscribe, articleFilters.current);
  return { filters, change: articleFilters.change };
}
