"""Articles in memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from frontdesk.domain.article import Article, ArticleSummary, Tally
from frontdesk.domain.errors import NameTaken, NotFound
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.knowledge_ports import ArticleWish
from frontdesk.use_cases.page import Page
from tests.fakes.step import Step, no_step

LISTING = "articles"
Key = tuple[str, str]


class FakeArticles:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self._articles: dict[Key, Article] = {}
        self._tallies: dict[Key, Tally] = {}
        self._votes: dict[tuple[str, str, str], bool] = {}

    def get(self, tenant_id: str, article_id: str) -> Article | None:
        self.step("articles.get")
        return self._articles.get((tenant_id, article_id))

    def by_slug(self, tenant_id: str, slug: str) -> Article | None:
        self.step("articles.by_slug")
        return next((article for article in self._own(tenant_id) if article.slug == slug), None)

    def several(self, tenant_id: str, article_ids: Iterable[str]) -> Mapping[str, Article]:
        self.step("articles.several")
        return {own: self._articles[tenant_id, own] for own in article_ids if (tenant_id, own) in self._articles}

    def with_slugs(self, tenant_id: str, slugs: Iterable[str]) -> Mapping[str, Article]:
        self.step("articles.with_slugs")
        asked = set(slugs)
        return {article.slug: article for article in self._own(tenant_id) if article.slug in asked}

    def listed(self, tenant_id: str, wish: ArticleWish, cursor: str | None, limit: int) -> Page[ArticleSummary]:
        self.step("articles.listed")
        behind = rank_at(LISTING, tenant_id, cursor) if cursor else "~"
        found = [
            article
            for article in sorted(self._own(tenant_id), key=_rank, reverse=True)
            if _rank(article) < behind and _fits(article, wish)
        ]
        more = len(found) > limit
        return Page(
            [article.summary() for article in found[:limit]],
            cursor_at(LISTING, tenant_id, _rank(found[limit - 1])) if more else None,
        )

    def whole(self, tenant_id: str, *, published: bool | None = None) -> Iterator[Article]:
        self.step("articles.whole")
        found = (article for article in self._own(tenant_id) if published in (None, article.published))
        yield from sorted(found, key=lambda article: article.id)

    def tallies(self, tenant_id: str, article_ids: Sequence[str]) -> Mapping[str, Tally]:
        self.step("articles.tallies")
        return {own: self._tallies[tenant_id, own] for own in article_ids if (tenant_id, own) in self._tallies}

    def add(self, article: Article) -> None:
        self.step("articles.add")
        self._check_slug(article)
        self._articles[_key(article)] = article
        self._tallies[_key(article)] = Tally()

    def edit(self, before: Article, after: Article) -> bool:
        self.step("articles.edit")
        if not self._is(before):
            return False
        self._check_slug(after)
        self._articles[_key(before)] = after
        return True

    def remove(self, article: Article) -> bool:
        self.step("articles.remove")
        if not self._is(article):
            return False
        del self._articles[_key(article)]
        del self._tallies[_key(article)]
        return True

    def count_view(self, tenant_id: str, article_id: str) -> None:
        self.step("articles.count_view")
        tally = self._tallies.get((tenant_id, article_id))
        if tally is not None:
            self._tallies[tenant_id, article_id] = replace(tally, views=tally.views + 1)

    def vote(self, tenant_id: str, article_id: str, visitor_id: str, *, helpful: bool) -> bool:
        self.step("articles.vote")
        tally = self._tallies.get((tenant_id, article_id))
        if tally is None:
            raise NotFound("There is no such article.")
        earlier = self._votes.get((tenant_id, article_id, visitor_id))
        self._votes[tenant_id, article_id, visitor_id] = helpful
        self._tallies[tenant_id, article_id] = replace(
            tally,
            helpful=tally.helpful + helpful - (earlier is True),
            unhelpful=tally.unhelpful + (not helpful) - (earlier is False),
        )
        return True

    def _own(self, tenant_id: str) -> list[Article]:
        return [article for article in self._articles.values() if article.tenant_id == tenant_id]

    def _is(self, article: Article) -> bool:
        stored = self._articles.get(_key(article))
        return stored is not None and stored.version == article.version

    def _check_slug(self, article: Article) -> None:
        if any(other.slug == article.slug and other.id != article.id for other in self._own(article.tenant_id)):
            raise NameTaken("slug", f"Another article has the slug {article.slug} already.")


def _fits(article: Article, wish: ArticleWish) -> bool:
    return (
        wish.published in (None, article.published)
        and wish.locale in (None, article.locale)
        and (wish.tag is None or wish.tag in article.tags)
        and all(any(word.startswith(term) for word in article.words) for term in wish.terms)
    )


def _key(article: Article) -> Key:
    return article.tenant_id, article.id


def _rank(article: Article) -> str:
    return f"{article.updated_at:%Y-%m-%dT%H:%M:%S.%f}#{article.id}"
