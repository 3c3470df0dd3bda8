"""Articles: their slugs, what a list shows of them, and when they count as changed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.article import SLUG, SLUG_LENGTH, WORDS_BYTES, Article, slug_of, steady_slug, tidied
from frontdesk.domain.article_text import EXCERPT_LENGTH, excerpt_of, one_line, tidy, without_markup
from frontdesk.domain.party import Party
from tests.fakes.system import START

ADA, BEN = Party("agent-1", "Ada"), Party("agent-2", "Ben")
RETURNS = Article(
    tenant_id="acme",
    id="article-1",
    title="Returning coffee",
    slug="returning-coffee",
    body="Send it back.",
    tags=("orders",),
    created_at=START,
    created_by=ADA,
    updated_at=START,
    updated_by=ADA,
)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Returning coffee", "returning-coffee"),
        ("  What's   new? ", "what-s-new"),
        ("Öffnungszeiten & Café", "offnungszeiten-cafe"),
        ("STRASSE straße", "strasse-strasse"),
        ("100 % Arabica", "100-arabica"),
        ("コーヒー", "article"),
        ("", "article"),
        ("word " * 30, "word" + "-word" * 15),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_slug_is_the_title_in_plain_letters(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=200))
def test_whatever_the_title_its_slug_is_a_slug(title: str) -> None:
    slug = slug_of(title)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= SLUG_LENGTH


@pytest.mark.parametrize(
    ("title", "file_name", "slug"),
    [
        ("Returning coffee", "kopi", "returning-coffee"),
        ("コーヒー", "faq/Kopi panas", "faq-kopi-panas"),
        ("コーヒー", "コーヒー1", "article-bb782cf87667"),
        ("iPhone 15 ケース", "case", "case"),
        ("Öl für 100 %", "oil", "ol-fur-100"),
        ("Smørrebrød?", "bread", "sm-rrebr-d"),
        ("コーヒー", "article", "article-bb782cf87667"),
        ("コーヒー", "", "article-bb782cf87667"),
    ],
)
def test_a_slug_that_stays_is_the_titles_or_the_files_or_stands_for_the_title(
    title: str, file_name: str, slug: str
) -> None:
    assert steady_slug(title, file_name).startswith(slug)


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_title_and_file_the_slug_that_stays_is_a_slug(title: str, file_name: str) -> None:
    slug = steady_slug(title, file_name)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= SLUG_LENGTH


@pytest.mark.parametrize(
    ("one", "other"), [("コーヒー", "紅茶"), ("FAQ コーヒー", "FAQ 紅茶"), ("Кофе 1", "Чай 1"), ("١", "٢")]
)
def test_titles_that_differ_in_another_script_alone_have_two_slugs(one: str, other: str) -> None:
    assert steady_slug(one, "") != steady_slug(other, "")


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        ("Send **unopened** bags _back_.", "Send unopened bags back."),
        ("# Returns\n\nSend `it` [back](https://shop.example/a_b).", "Send it back."),
        ("![A bag](https://shop.example/a.png)\n\n> Quoted *words*\n> of two lines", "Quoted words of two lines"),
        ("1. First\n2. Second\n\n- Third", "First Second Third"),
        (
            "| To | Cost | Takes |\n|---|--:|---|\n| **Java** | $1 | a day |\n| Bali | $2 | |",
            "Java: Cost $1, Takes a day. Bali: Cost $2.",
        ),
        ("| To | Cost |\n|---|--:|\n| Java | $1 |", "Java: $1."),
        ("| Or \\| else | that |\n| alone |", "Or | else: that. alone"),
        ("```\ncode\n```\nAfter it", "After it"),
        ("snake_case stays, 2 * 3 * 4 too", "snake_case stays, 2 * 3 * 4 too"),
        ("An <b>old</b> habit", "An old habit"),
        ("Costs \\$5\\!", "Costs $5!"),
        ("", ""),
    ],
)
def test_an_excerpt_is_the_beginning_without_markup(body: str, excerpt: str) -> None:
    assert excerpt_of(body) == excerpt


@given(st.text(max_size=600))
def test_an_excerpt_is_one_short_line(body: str) -> None:
    excerpt = excerpt_of(body)
    assert len(excerpt) <= EXCERPT_LENGTH
    assert "\n" not in excerpt


def test_an_excerpt_is_cut_between_words() -> None:
    assert excerpt_of("four " * 60) == ("four " * 36).strip() + "…"
    assert excerpt_of("x" * 300) == "x" * (EXCERPT_LENGTH - 1) + "…"


@given(st.text())
def test_what_is_tidy_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(one_line(text)) == one_line(text)


def test_an_edit_that_changes_nothing_is_none() -> None:
    assert RETURNS.written({"title": " Returning  coffee ", "tags": ["orders"]}, BEN, START) is RETURNS
    assert RETURNS.written({}, BEN, START) is RETURNS


def test_an_edit_counts_up_and_is_its_authors() -> None:
    later = START + timedelta(hours=1)
    edited = RETURNS.written({"published": True, "tags": ["orders", "orders", ""]}, BEN, later)
    assert (edited.published, edited.tags, edited.version) == (True, ("orders",), 2)
    assert (edited.updated_by, edited.updated_at, edited.created_by) == (BEN, later, ADA)


def test_values_are_kept_in_one_form() -> None:
    written = tidied({"title": " Two\nlines ", "body": "\r\na\r\nb\x00\n\n", "examples": ["a  b", "a b"]})
    assert written == {"title": "Two lines", "body": "a\nb", "examples": ("a b",)}


def test_words_begin_with_the_title_and_do_not_outgrow_their_room() -> None:
    long = RETURNS.written({"body": " ".join(f"word{number}" for number in range(9000))}, ADA, START)
    assert long.words[:3] == ("returning", "coffee", "orders")
    assert WORDS_BYTES - 10 < sum(len(word) + 1 for word in long.words) <= WORDS_BYTES


def test_the_bot_reads_what_people_write() -> None:
    read = RETURNS.for_answering()
    assert (read.id, read.title, read.body, read.tags) == (
        "article-1",
        "Returning coffee",
        "Send it back.",
        ("orders",),
    )


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "<", "| "])
def test_marks_that_nothing_closes_are_words_however_many_there_are(mark: str) -> None:
    body = f"Read {mark * 10_000}this"
    assert one_line(without_markup(body)) == one_line(body)


def test_a_row_of_a_table_may_end_without_a_bar_and_after_any_blanks() -> None:
    body = f"| Where | Cost | Takes |{' ' * 20_000}\n|---|---|---|\n| Java | 15{' ' * 20_000}| 2 days"
    assert one_line(without_markup(body)) == "Java: Cost 15, Takes 2 days."
