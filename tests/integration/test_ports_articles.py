"""The Articles port, in memory and in DynamoDB: slugs, versions, lists, views and votes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.article import Article, Tally
from frontdesk.domain.errors import InvalidInput, NameTaken, NotFound
from frontdesk.domain.party import Party
from frontdesk.use_cases.knowledge_ports import Articles, ArticleWish
from frontdesk.use_cases.ports import Desk
from tests.fakes import make_desk
from tests.fakes.people import TENANT
from tests.fakes.system import START

ADA, BEN = Party("agent-1", "Ada"), Party("agent-2", "Ben")
RETURNS = Article(
    tenant_id=TENANT,
    id="returns",
    title="Returning coffee",
    slug="returning-coffee",
    body="You may send **unopened** bags back within 30 days.",
    tags=("orders", "returns"),
    locale="en",
    examples=("Can I send it back?", "I do not want it"),
    published=True,
    created_at=START,
    created_by=ADA,
    updated_at=START,
    updated_by=ADA,
)
HOURS = Article(
    tenant_id=TENANT,
    id="hours",
    title="Jam buka",
    slug="jam-buka",
    body="Kami buka setiap hari.",
    locale="id",
    created_at=START,
    created_by=ADA,
    updated_at=START + timedelta(minutes=1),
    updated_by=BEN,
)


@pytest.fixture(params=["in memory", "in DynamoDB"])
def articles(request: pytest.FixtureRequest) -> Articles:
    if request.param == "in memory":
        return make_desk().articles
    desk: Desk = request.getfixturevalue("desk")
    return desk.articles


def numbered(count: int) -> list[Article]:
    return [
        replace(RETURNS, id=f"a-{number}", slug=f"a-{number}", updated_at=START + timedelta(seconds=number))
        for number in range(count)
    ]


def ids(articles: Articles, wish: ArticleWish | None = None) -> list[str]:
    return [found.id for found in articles.listed(TENANT, wish or ArticleWish(), None, 100).items]


def test_articles_are_kept_whole_and_found_by_id_and_by_slug(articles: Articles) -> None:
    elsewhere = replace(RETURNS, tenant_id="elsewhere")
    for article in (RETURNS, HOURS, elsewhere):
        articles.add(article)
    assert articles.get(TENANT, RETURNS.id) == RETURNS
    assert articles.by_slug(TENANT, "jam-buka") == HOURS
    assert articles.by_slug("elsewhere", RETURNS.slug) == elsewhere
    assert articles.get("nowhere", RETURNS.id) is None
    assert articles.by_slug(TENANT, "nothing") is None
    assert articles.with_slugs(TENANT, ["jam-buka", "nothing"]) == {"jam-buka": HOURS}
    assert articles.with_slugs(TENANT, []) == {}
    assert list(articles.whole(TENANT)) == [HOURS, RETURNS]
    assert list(articles.whole(TENANT, published=True)) == [RETURNS]
    assert list(articles.whole(TENANT, published=False)) == [HOURS]


def test_the_longest_article_there_may_be_is_kept(articles: Articles) -> None:
    longest = replace(RETURNS, body="\U0001f95b" * 50_000, examples=tuple(f"{number:0300d}" for number in range(50)))
    articles.add(longest)
    assert articles.get(TENANT, longest.id) == longest


def test_a_slug_belongs_to_one_article_and_is_free_again_after_it(articles: Articles) -> None:
    articles.add(RETURNS)
    second = replace(HOURS, slug=RETURNS.slug)
    with pytest.raises(NameTaken) as refused:
        articles.add(second)
    assert refused.value.field == "slug"
    assert articles.get(TENANT, second.id) is None
    assert articles.remove(RETURNS)
    articles.add(second)
    assert ids(articles) == [second.id]


def test_a_new_slug_frees_the_old_one(articles: Articles) -> None:
    articles.add(RETURNS)
    articles.add(HOURS)
    with pytest.raises(NameTaken):
        articles.edit(RETURNS, replace(RETURNS, slug="jam-buka", title="Changed", version=2))
    assert articles.get(TENANT, RETURNS.id) == RETURNS
    moved = replace(RETURNS, slug="back", version=2)
    assert articles.edit(RETURNS, moved)
    assert articles.by_slug(TENANT, "returning-coffee") is None
    assert articles.by_slug(TENANT, "back") == moved
    assert articles.edit(HOURS, replace(HOURS, slug="returning-coffee", version=2))


def test_an_article_is_changed_and_removed_only_as_it_was_seen(articles: Articles) -> None:
    articles.add(RETURNS)
    newer = replace(RETURNS, body="", examples=(), tags=(), published=False, updated_by=BEN, version=2)
    assert articles.edit(RETURNS, newer)
    assert articles.get(TENANT, RETURNS.id) == newer
    assert not articles.edit(RETURNS, replace(RETURNS, title="Later", version=2))
    assert not articles.edit(RETURNS, replace(RETURNS, slug="later", version=2))
    assert not articles.remove(RETURNS)
    assert articles.remove(newer)
    assert not articles.remove(newer)
    assert not articles.edit(newer, replace(newer, title="Too late", version=3))
    assert articles.get(TENANT, RETURNS.id) is None
    assert articles.by_slug(TENANT, RETURNS.slug) is None
    assert ids(articles) == []


def test_a_list_shows_the_latest_change_first_in_pages(articles: Articles) -> None:
    several = numbered(5)
    for article in several:
        articles.add(article)
    first = articles.listed(TENANT, ArticleWish(), None, 2)
    assert list(first.items) == [several[4].summary(), several[3].summary()]
    articles.add(replace(RETURNS, id="new", slug="new", updated_at=START + timedelta(hours=1)))
    second = articles.listed(TENANT, ArticleWish(), first.next_cursor, 2)
    third = articles.listed(TENANT, ArticleWish(), second.next_cursor, 2)
    assert [found.id for found in (*second.items, *third.items)] == ["a-2", "a-1", "a-0"]
    assert third.next_cursor is None
    with pytest.raises(InvalidInput):
        articles.listed("elsewhere", ArticleWish(), first.next_cursor, 2)


def test_a_list_is_narrowed_by_each_of_its_wishes(articles: Articles) -> None:
    articles.add(RETURNS)
    articles.add(HOURS)
    assert ids(articles) == ["hours", "returns"]
    assert ids(articles, ArticleWish(published=True)) == ["returns"]
    assert ids(articles, ArticleWish(published=False)) == ["hours"]
    assert ids(articles, ArticleWish(tag="orders")) == ["returns"]
    assert ids(articles, ArticleWish(tag="order")) == []
    assert ids(articles, ArticleWish(locale="id")) == ["hours"]
    assert ids(articles, ArticleWish(locale="id", published=True)) == []


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (("coff",), ["returns"]),
        (("returns",), ["returns"]),
        (("unopened", "30"), ["returns"]),
        (("want",), ["returns"]),
        (("buka",), ["hours"]),
        (("pened",), []),
        (("coffee", "buka"), []),
    ],
)
def test_words_are_looked_for_in_title_tags_examples_and_body(
    articles: Articles, terms: tuple[str, ...], found: list[str]
) -> None:
    articles.add(RETURNS)
    articles.add(HOURS)
    assert ids(articles, ArticleWish(terms=terms)) == found


def test_a_narrowed_list_has_full_pages_and_leaves_nothing_out(articles: Articles) -> None:
    several = [replace(article, published=number % 3 == 0) for number, article in enumerate(numbered(9))]
    for article in several:
        articles.add(article)
    first = articles.listed(TENANT, ArticleWish(published=True), None, 2)
    assert [found.id for found in first.items] == ["a-6", "a-3"]
    rest = articles.listed(TENANT, ArticleWish(published=True), first.next_cursor, 2)
    assert ([found.id for found in rest.items], rest.next_cursor) == (["a-0"], None)


def test_views_are_counted_beside_edits_and_never_bring_back_what_is_gone(articles: Articles) -> None:
    articles.add(RETURNS)
    for _ in range(2):
        articles.count_view(TENANT, RETURNS.id)
    newer = replace(RETURNS, title="Returns", version=2)
    assert articles.edit(RETURNS, newer)
    assert articles.tallies(TENANT, [RETURNS.id, "nothing"]) == {RETURNS.id: Tally(views=2)}
    assert articles.get(TENANT, RETURNS.id) == newer
    assert articles.remove(newer)
    articles.count_view(TENANT, RETURNS.id)
    assert articles.tallies(TENANT, [RETURNS.id]) == {}
    assert articles.tallies(TENANT, []) == {}


def test_a_visitor_has_one_vote_which_may_change(articles: Articles) -> None:
    articles.add(RETURNS)

    def after(visitor_id: str, *, helpful: bool) -> Tally:
        assert articles.vote(TENANT, RETURNS.id, visitor_id, helpful=helpful)
        return articles.tallies(TENANT, [RETURNS.id])[RETURNS.id]

    assert after("vera", helpful=True) == Tally(helpful=1)
    assert after("vera", helpful=True) == Tally(helpful=1)
    assert after("victor", helpful=False) == Tally(helpful=1, unhelpful=1)
    assert after("vera", helpful=False) == Tally(unhelpful=2)
    assert after("vera", helpful=True) == Tally(helpful=1, unhelpful=1)
    assert articles.get(TENANT, RETURNS.id) == RETURNS


def test_nobody_votes_on_what_is_not_there(articles: Articles) -> None:
    with pytest.raises(NotFound):
        articles.vote(TENANT, "nothing", "vera", helpful=True)
