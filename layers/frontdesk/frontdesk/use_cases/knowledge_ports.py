"""What the knowledge base needs beside the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from frontdesk.domain.article import Article, ArticleSummary, Tally
from frontdesk.use_cases.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWish:
    """Which articles a list shows: those with each of `terms` as the beginning of a word, where there are any."""

    published: bool | None = None
    tag: str | None = None
    locale: str | None = None
    terms: tuple[str, ...] = ()

    def wants_all(self) -> bool:
        return self == ArticleWish()


class Articles(Protocol):
    """The articles of each tenant. What visitors made of them is no part of them, and does not change them."""

    def get(self, tenant_id: str, article_id: str) -> Article | None:
        """By a strongly consistent read."""

    def by_slug(self, tenant_id: str, slug: str) -> Article | None:
        """By strongly consistent reads."""

    def with_slugs(self, tenant_id: str, slugs: Iterable[str]) -> Mapping[str, Article]:
        """Those that there are, by their slugs."""

    def listed(self, tenant_id: str, wish: ArticleWish, cursor: str | None, limit: int) -> Page[ArticleSummary]:
        """Those that were changed last come first, by reads that may be a moment behind.

        A page is full however many the wish drops, as long as a few reads suffice for that; then it may be shorter,
        or empty, and `next_cursor` alone tells the end.
        """

    def whole(self, tenant_id: str, *, published: bool | None = None) -> Iterable[Article]:
        """All of them, or the published or unpublished ones, one after the other as they are read, consistently."""

    def tallies(self, tenant_id: str, article_ids: Sequence[str]) -> Mapping[str, Tally]:
        """Of those that there are, by their ids."""

    def add(self, article: Article) -> None:
        """Raises NameTaken where another of the tenant has the slug."""

    def edit(self, before: Article, after: Article) -> bool:
        """False when it is no longer `before.version` that is stored. Raises NameTaken."""

    def remove(self, article: Article) -> bool:
        """False when it is no longer `article.version` that is stored."""

    def count_view(self, tenant_id: str, article_id: str) -> None:
        """One more, however many count at once. What is gone is not counted."""

    def vote(self, tenant_id: str, article_id: str, visitor_id: str, *, helpful: bool) -> bool:
        """Count the visitor's vote, in the place of an earlier one. False when another vote came at that instant."""


@dataclass(frozen=True, slots=True)
class KnowledgeDesk:
    """What answers are made of."""

    articles: Articles
