"""Find articles: those that agents write, and of these the published ones that visitors read."""

from dataclasses import dataclass

from frontdesk.domain.article import Article, ArticleSummary, Tally
from frontdesk.domain.errors import NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.search_words import terms_of
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.knowledge_ports import ArticleWish
from frontdesk.use_cases.page import Page
from frontdesk.use_cases.ports import Desk

NONE_YET = Tally()


@dataclass(frozen=True, slots=True)
class Counted:
    """An article, and what visitors made of it."""

    article: ArticleSummary
    tally: Tally


def find_article(desk: Desk, agent: Principal, article_id: str) -> Article:
    """Raises NotFound, also for one of another tenant."""
    found = desk.articles.get(agent.tenant_id, article_id)
    if found is None:
        raise _unknown()
    return found


def tally_of(desk: Desk, article: Article) -> Tally:
    return desk.articles.tallies(article.tenant_id, [article.id]).get(article.id, NONE_YET)


def list_articles(
    desk: Desk,
    agent: Principal,
    *,
    words: str = "",
    published: bool | None = None,
    tag: str | None = None,
    locale: str | None = None,
    cursor: str | None = None,
    limit: int,
) -> Page[Counted]:
    """The latest change first. Raises InvalidInput for an unknown cursor, and for words that nothing is found by."""
    wish = ArticleWish(published=published, tag=tag, locale=locale, terms=_terms(words))
    page = desk.articles.listed(agent.tenant_id, wish, cursor, limit)
    tallies = desk.articles.tallies(agent.tenant_id, [article.id for article in page.items])
    return Page([Counted(article, tallies.get(article.id, NONE_YET)) for article in page.items], page.next_cursor)


def find_published(desk: Desk, widget: Widget, slug: str) -> Article:
    """Raises NotFound."""
    found = desk.articles.by_slug(widget.tenant_id, slug)
    if found is None or not found.published:
        raise _unknown()
    return found


def list_published(
    desk: Desk, widget: Widget, *, words: str = "", locale: str | None = None, cursor: str | None = None, limit: int
) -> Page[ArticleSummary]:
    """Of each page, those first that have the words in their title. Raises InvalidInput, as `list_articles` does."""
    terms = _terms(words)
    page = desk.articles.listed(
        widget.tenant_id, ArticleWish(published=True, locale=locale, terms=terms), cursor, limit
    )
    return Page(sorted(page.items, key=lambda article: not article.title_has(terms)), page.next_cursor)


def _terms(words: str) -> tuple[str, ...]:
    return tuple(terms_of(words)) if words.strip() else ()


def _unknown() -> NotFound:
    return NotFound("There is no such article.")
