"""What articles cost in DynamoDB, however many there are and however long they are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.domain.article import Article
from frontdesk.use_cases.find_article import list_articles, list_published
from frontdesk.use_cases.manage_articles import edit_article
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.read_article import read_article, vote_on_article
from tests.fakes.people import ADA, TENANT, VERA, WIDGET
from tests.fakes.system import START
from tests.integration.capacity import Meter, metered
from tests.integration.cloud import Tables
from tests.integration.test_ports_articles import RETURNS

COUNT = 250
LONG = replace(RETURNS, body=" ".join(f"word{number}" for number in range(300)))
Row = dict[str, dict[str, object]]


@pytest.fixture
def many(desk: Desk, tables: Tables) -> None:
    """Long ones, every tenth of them published, written past the API."""
    desk.articles.add(LONG)
    (row,) = [found for found in tables.rows("ArticlesTable") if found["record"]["S"] == f"article#{LONG.id}"]

    def numbered(number: int) -> Row:
        moment = START - timedelta(minutes=number)
        return {
            **row,
            "record": {"S": f"article#{number}"},
            "slug": {"S": f"slug-{number}"},
            "published": {"BOOL": number % 10 == 0},
            "updated_rank": {"S": f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}#{number}"},
        }

    tables.fill("ArticlesTable", [numbered(number) for number in range(1, COUNT + 1)])


def operations(meter: Meter) -> list[str]:
    return [call.operation for call in meter.calls]


@pytest.mark.usefixtures("many")
def test_a_list_reads_its_page_of_summaries_and_no_body(desk: Desk, tables: Tables) -> None:
    with metered(tables) as meter:
        page = list_articles(desk, ADA, limit=25)
    assert len(page.items) == 25
    assert operations(meter) == ["Query", "BatchGetItem"]
    assert meter.units("Query", "ArticlesTable") <= 25, "a summary and its words are up to five kilobytes"


@pytest.mark.usefixtures("many")
def test_a_filter_that_drops_most_fills_its_page_in_a_few_reads(desk: Desk, tables: Tables) -> None:
    with metered(tables) as meter:
        page = list_published(desk, WIDGET, limit=25)
    assert len(page.items) == 25
    assert operations(meter) == ["Query"] * 2


@pytest.mark.usefixtures("many")
def test_a_word_that_nobody_knows_costs_a_bounded_number_of_reads(desk: Desk, tables: Tables) -> None:
    with metered(tables) as meter:
        page = list_articles(desk, ADA, words="absent", limit=25)
    assert list(page.items) == []
    assert operations(meter).count("Query") <= 5
    assert set(operations(meter)) == {"Query"}


def test_a_view_costs_one_write_unit_however_long_the_article(desk: Desk, tables: Tables) -> None:
    desk.articles.add(LONG)
    with metered(tables) as meter:
        read_article(desk, WIDGET, LONG.slug)
    assert operations(meter) == ["GetItem", "GetItem", "UpdateItem"]
    assert meter.writes == 1


def test_a_vote_is_one_transaction_and_the_same_vote_again_is_none(desk: Desk, tables: Tables) -> None:
    desk.articles.add(RETURNS)
    with metered(tables) as first:
        vote_on_article(desk, WIDGET, VERA, RETURNS.slug, helpful=True)
    with metered(tables) as again:
        vote_on_article(desk, WIDGET, VERA, RETURNS.slug, helpful=True)
    assert operations(first) == ["GetItem"] * 3 + ["TransactWriteItems"] * 2
    assert first.writes == 4
    assert operations(again) == ["GetItem"] * 3


@pytest.mark.parametrize(("changes", "writes"), [({"title": "Back"}, 1), ({"slug": "back"}, 3), ({}, 0)])
def test_an_edit_reads_the_article_once_and_writes_what_it_must(
    desk: Desk, tables: Tables, changes: dict[str, str], writes: int
) -> None:
    article: Article = replace(RETURNS, tenant_id=TENANT)
    desk.articles.add(article)
    with metered(tables) as meter:
        edit_article(desk, ADA, article.id, changes)
    assert operations(meter)[0] == "GetItem"
    assert len(operations(meter)) == 1 + writes
