"""The Articles table.

key                                    access pattern
tenant#id, article#id                  one article of a tenant; all of them
tenant#id, name#article#slug           an article's id by its slug
tenant#id, tally#id                    what visitors made of an article: many are counted, and wake nobody who reads it
visitor#tenant#id, vote#id             a visitor's vote on an article
by_update   tenant / updated#id        a tenant's articles without their bodies, the latest change first (sparse)

Search looks into the words of each article that a list reads: a few at first, then as many as one request gives.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

from pynamodb.attributes import BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.connection import Connection
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import Part, assigning, sortable, together, took_place
from frontdesk.adapters.dynamodb_names import NameRow, claimed, freed, name_key
from frontdesk.domain.article import Article, ArticleSummary, Tally
from frontdesk.domain.errors import Busy, NameTaken, NotFound
from frontdesk.domain.party import Party
from frontdesk.use_cases.cursors import cursor_at, rank_at
from frontdesk.use_cases.knowledge_ports import ArticleWish
from frontdesk.use_cases.page import Page

ARTICLE = "article#"
TALLY = "tally#"
VOTE = "vote#"
KIND = "article"
LISTING = "articles"
LISTED = [
    "title",
    "slug",
    "excerpt",
    "tags",
    "locale",
    "published",
    "words",
    "created_at",
    "updated_at",
    "updated_by_id",
    "updated_by_name",
    "version",
]
# How many articles each read of a list looks at; as many as one request reads, a megabyte, where it is None.
SIZES = (100, 400, None, None, None)
READS = len(SIZES)
SLUG_PART = 1
TALLY_PART = 1


class ByUpdate(GlobalSecondaryIndex["ArticleRow"]):
    class Meta:
        index_name = "by_update"
        projection = IncludeProjection(LISTED)

    tenant_id = UnicodeAttribute(hash_key=True)
    updated_rank = UnicodeAttribute(range_key=True)


class ArticleRow(Model):
    class Meta:
        table_name = "Articles"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    title = UnicodeAttribute()
    slug = UnicodeAttribute()
    body = UnicodeAttribute()
    excerpt = UnicodeAttribute()
    tags: ListAttribute[Any] = ListAttribute(of=UnicodeAttribute)
    locale = UnicodeAttribute()
    examples: ListAttribute[Any] = ListAttribute(of=UnicodeAttribute)
    published = BooleanAttribute()
    words = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    created_by_id = UnicodeAttribute()
    created_by_name = UnicodeAttribute()
    updated_at = UTCDateTimeAttribute()
    updated_by_id = UnicodeAttribute()
    updated_by_name = UnicodeAttribute()
    version = NumberAttribute()

    tenant_id = UnicodeAttribute()
    updated_rank = UnicodeAttribute()

    by_update = ByUpdate()


class SlugRow(NameRow):
    class Meta:
        table_name = "Articles"


class TallyRow(Model):
    class Meta:
        table_name = "Articles"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    views = NumberAttribute()
    helpful = NumberAttribute()
    unhelpful = NumberAttribute()


class VoteRow(Model):
    class Meta:
        table_name = "Articles"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    helpful = BooleanAttribute()


class DynamoArticles:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, tenant_id: str, article_id: str) -> Article | None:
        try:
            return _article(ArticleRow.get(*_key(tenant_id, ARTICLE, article_id), consistent_read=True))
        except ArticleRow.DoesNotExist:
            return None

    def by_slug(self, tenant_id: str, slug: str) -> Article | None:
        try:
            found = SlugRow.get(*name_key(tenant_id, KIND, slug), consistent_read=True)
        except SlugRow.DoesNotExist:
            return None
        article = self.get(tenant_id, found.target_id)
        return article if article and article.slug == slug else None

    def several(self, tenant_id: str, article_ids: Iterable[str]) -> Mapping[str, Article]:
        keys = [_key(tenant_id, ARTICLE, article_id) for article_id in dict.fromkeys(article_ids)]
        found = map(_article, ArticleRow.batch_get(keys) if keys else ())
        return {article.id: article for article in found}

    def with_slugs(self, tenant_id: str, slugs: Iterable[str]) -> Mapping[str, Article]:
        names = [name_key(tenant_id, KIND, slug) for slug in slugs]
        targets = [row.target_id for row in SlugRow.batch_get(names, consistent_read=True)] if names else []
        keys = [_key(tenant_id, ARTICLE, target) for target in targets]
        rows = ArticleRow.batch_get(keys, consistent_read=True) if keys else ()
        return {row.slug: _article(row) for row in rows}

    def listed(self, tenant_id: str, wish: ArticleWish, cursor: str | None, limit: int) -> Page[ArticleSummary]:
        reached = rank_at(LISTING, tenant_id, cursor) if cursor else None
        found: list[ArticleRow] = []
        for size in (limit,) * READS if wish.wants_all() else SIZES:
            rows, reached = _read(tenant_id, _filter_of(wish), reached, size)
            found += rows
            if len(found) > limit:
                reached = found[limit - 1].updated_rank
            if len(found) >= limit or reached is None:
                break
        return Page(
            [_summary(row) for row in found[:limit]], cursor_at(LISTING, tenant_id, reached) if reached else None
        )

    def whole(self, tenant_id: str, *, published: bool | None = None) -> Iterator[Article]:
        rows = ArticleRow.query(
            _owner(tenant_id),
            ArticleRow.record.startswith(ARTICLE),
            filter_condition=None if published is None else ArticleRow.published == published,
            consistent_read=True,
        )
        yield from map(_article, rows)

    def tallies(self, tenant_id: str, article_ids: Sequence[str]) -> Mapping[str, Tally]:
        keys = [_key(tenant_id, TALLY, article_id) for article_id in article_ids]
        rows = TallyRow.batch_get(keys) if keys else ()
        return {
            row.record.removeprefix(TALLY): Tally(
                views=int(row.views), helpful=int(row.helpful), unhelpful=int(row.unhelpful)
            )
            for row in rows
        }

    def add(self, article: Article) -> None:
        row = ArticleRow(*_row_key(article), **_values(article))
        tally = TallyRow(*_key(article.tenant_id, TALLY, article.id), views=0, helpful=0, unhelpful=0)
        new = ArticleRow.record.does_not_exist()
        if not self._write(
            lambda transaction: transaction.save(row, condition=new),
            _claim(article),
            lambda transaction: transaction.save(tally),
            slug=article.slug,
        ):
            raise Busy("Somebody adds this article at this moment. Please try again.")

    def edit(self, before: Article, after: Article) -> bool:
        row = ArticleRow(*_row_key(before))
        actions = assigning(ArticleRow, _values(before), _values(after))
        if not actions:
            return True
        if before.slug == after.slug:
            return took_place(lambda: row.update(actions, condition=_is(before)))
        return self._write(
            lambda transaction: transaction.update(row, actions, condition=_is(before)),
            _claim(after),
            _free(before),
            slug=after.slug,
        )

    def remove(self, article: Article) -> bool:
        row = ArticleRow(*_row_key(article))
        tally = TallyRow(*_key(article.tenant_id, TALLY, article.id))
        return self._write(
            lambda transaction: transaction.delete(row, condition=_is(article)),
            _free(article),
            lambda transaction: transaction.delete(tally),
        )

    def count_view(self, tenant_id: str, article_id: str) -> None:
        row = TallyRow(*_key(tenant_id, TALLY, article_id))
        there = TallyRow.record.exists()
        took_place(lambda: row.update([TallyRow.views.add(1)], condition=there))

    def vote(self, tenant_id: str, article_id: str, visitor_id: str, *, helpful: bool) -> bool:
        key = f"visitor#{tenant_id}#{visitor_id}", f"{VOTE}{article_id}"
        earlier = _vote(*key)
        if earlier is helpful:
            return True
        vote = VoteRow(*key, helpful=helpful)
        unchanged = VoteRow.record.does_not_exist() if earlier is None else VoteRow.helpful == earlier
        tally = TallyRow(*_key(tenant_id, TALLY, article_id))
        counts: list[Action] = [_counter(helpful).add(1), *([] if earlier is None else [_counter(earlier).add(-1)])]
        failed = together(
            self._connection,
            lambda transaction: transaction.save(vote, condition=unchanged),
            lambda transaction: transaction.update(tally, counts, condition=TallyRow.record.exists()),
        )
        if failed == TALLY_PART:
            raise NotFound("There is no such article.")
        return failed is None

    def _write(self, *parts: Part, slug: str = "") -> bool:
        failed = together(self._connection, *parts)
        if failed == SLUG_PART:
            raise NameTaken("slug", f"Another article has the slug {slug} already.")
        return failed is None


def _read(
    tenant_id: str, matching: Condition | None, behind: str | None, size: int | None
) -> tuple[list[ArticleRow], str | None]:
    """One request: pynamodb's own query would go on until it had found as many as are asked for.

    The second value is how far it was looked; None at the list's end.
    """
    answer: dict[str, Any] = ArticleRow._get_connection().query(
        tenant_id,
        ArticleRow.updated_rank < behind if behind else None,
        filter_condition=matching,
        index_name=ByUpdate.Meta.index_name,
        limit=size,
        scan_index_forward=False,
    )
    last = answer.get("LastEvaluatedKey")
    return [ArticleRow.from_raw_data(item) for item in answer["Items"]], last["updated_rank"]["S"] if last else None


def _filter_of(wish: ArticleWish) -> Condition | None:
    asked: list[Condition] = [ArticleRow.words.contains(f" {term}") for term in wish.terms]
    if wish.published is not None:
        asked.append(ArticleRow.published == wish.published)
    if wish.tag is not None:
        asked.append(ArticleRow.tags.contains(wish.tag))
    if wish.locale is not None:
        asked.append(ArticleRow.locale == wish.locale)
    return reduce(and_, asked) if asked else None


def _vote(owner: str, record: str) -> bool | None:
    try:
        return bool(VoteRow.get(owner, record, consistent_read=True).helpful)
    except VoteRow.DoesNotExist:
        return None


def _counter(helpful: bool) -> NumberAttribute:
    return TallyRow.helpful if helpful else TallyRow.unhelpful


def _claim(article: Article) -> Part:
    return claimed(article.tenant_id, KIND, article.slug, article.id, SlugRow)


def _free(article: Article) -> Part:
    return freed(article.tenant_id, KIND, article.slug, SlugRow)


def _is(article: Article) -> Condition:
    same: Condition = ArticleRow.version == article.version
    return same


def _owner(tenant_id: str) -> str:
    return f"tenant#{tenant_id}"


def _key(tenant_id: str, kind: str, article_id: str) -> tuple[str, str]:
    return _owner(tenant_id), f"{kind}{article_id}"


def _row_key(article: Article) -> tuple[str, str]:
    return _key(article.tenant_id, ARTICLE, article.id)


def _values(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "slug": article.slug,
        "body": article.body,
        "excerpt": article.excerpt,
        "tags": list(article.tags),
        "locale": article.locale,
        "examples": list(article.examples),
        "published": article.published,
        "words": "".join(f" {word}" for word in article.words),
        "created_at": article.created_at,
        "created_by_id": article.created_by.id,
        "created_by_name": article.created_by.name,
        "updated_at": article.updated_at,
        "updated_by_id": article.updated_by.id,
        "updated_by_name": article.updated_by.name,
        "version": article.version,
        "tenant_id": article.tenant_id,
        "updated_rank": f"{sortable(article.updated_at)}#{article.id}",
    }


def _article(row: ArticleRow) -> Article:
    return Article(
        tenant_id=row.tenant_id,
        id=row.record.removeprefix(ARTICLE),
        title=row.title,
        slug=row.slug,
        body=row.body,
        tags=tuple(row.tags),
        locale=row.locale,
        examples=tuple(row.examples),
        published=row.published,
        created_at=row.created_at,
        created_by=Party(row.created_by_id, row.created_by_name),
        updated_at=row.updated_at,
        updated_by=Party(row.updated_by_id, row.updated_by_name),
        version=int(row.version),
    )


def _summary(row: ArticleRow) -> ArticleSummary:
    return ArticleSummary(
        tenant_id=row.tenant_id,
        id=row.record.removeprefix(ARTICLE),
        title=row.title,
        slug=row.slug,
        excerpt=row.excerpt,
        tags=tuple(row.tags),
        locale=row.locale,
        published=row.published,
        created_at=row.created_at,
        updated_at=row.updated_at,
        updated_by=Party(row.updated_by_id, row.updated_by_name),
        version=int(row.version),
    )
