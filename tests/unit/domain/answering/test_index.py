"""A tenant's index: reproducible, small, and forgiving of misspelt words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domain.answering.article import MAX_BODY_PASSAGES, Article, Field
from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.index_builder import build_index
from frontdesk.domain.answering.sections import UnreadableIndex, pack
from tests.fakes.knowledge_base import ENGLISH, INDONESIAN


@settings(max_examples=10)
@given(st.permutations(ENGLISH + INDONESIAN))
def test_the_same_articles_in_any_order_give_the_same_bytes(articles: list[Article]) -> None:
    assert build_index(articles) == build_index(ENGLISH + INDONESIAN)


def test_an_article_that_changes_changes_the_bytes() -> None:
    other = Article(id="warranty", title="What does the warranty cover?", body="Defects, for three years.")
    assert build_index((*ENGLISH[:-1], other)) != build_index(ENGLISH)


def test_ids_and_titles_come_out_whatever_they_hold() -> None:
    odd = [Article(id='a"\n1', title='Two\nlines and "quotes" …'), Article(id="b", title="")]
    index = Index(build_index(odd))
    assert [(index.article_id(n), index.title(n)) for n in range(len(index))] == [(a.id, a.title) for a in odd]


def test_an_index_of_nothing_can_be_loaded() -> None:
    assert len(Index(build_index([]))) == 0


def test_a_file_of_sections_that_is_no_index_is_refused() -> None:
    with pytest.raises(UnreadableIndex):
        Index(pack({"meta": b"[]"}))


def test_the_index_of_a_small_shop_takes_less_than_eight_kilobytes() -> None:
    assert len(build_index(ENGLISH)) < 8_000


def test_a_thousand_articles_take_less_than_a_megabyte() -> None:
    articles = [
        Article(id=f"a{n}", title=f"How do I set up device {n * 7919 % 1009}?", body=f"Press key {n}. " * 5)
        for n in range(1000)
    ]
    assert len(build_index(articles)) < 1_000_000


@pytest.mark.parametrize(
    ("written", "meant"), [("warrenti", "warranti"), ("passwrod", "password"), ("refnd", "refund")]
)
def test_a_misspelt_word_finds_the_term_that_was_meant(written: str, meant: str) -> None:
    index = Index(build_index(ENGLISH))
    assert index.terms_like(written)[0][0] == index.term(meant)


def test_passages_are_the_title_each_sentence_each_example_and_the_tags() -> None:
    refund = ENGLISH[0]
    assert [passage.field for passage in refund.passages()] == [
        Field.TITLE,
        Field.BODY,
        Field.BODY,
        Field.EXAMPLE,
        Field.EXAMPLE,
        Field.TAGS,
    ]


def test_the_target_of_a_link_is_no_part_of_a_passage() -> None:
    tracking = next(article for article in ENGLISH if article.id == "track-order")
    assert not any("shop.example" in passage.text for passage in tracking.passages())


def test_a_book_of_an_article_is_compared_by_its_beginning() -> None:
    book = Article(id="book", title="All of it", body="A sentence. " * 10_000)
    assert len(book.passages()) == 1 + MAX_BODY_PASSAGES
