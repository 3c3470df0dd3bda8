"""Articles as files: what is exported reads as what it came from, and what cannot be read is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.article import WRITTEN, Article, slug_of
from frontdesk.domain.article_files import Unreadable, csv_of, markdown_of, own_name, read_file
from frontdesk.domain.article_text import one_line, tidy
from frontdesk.domain.party import Party
from tests.fakes.system import START

ADA = Party("agent-1", "Ada")
FILE = """---
title: "Returning: coffee"
tags: [orders, returns]
examples:
  - Can I send it back?
  - 'no'
published: yes
---

# How

Send it back.

---

Thanks.
"""

lines = st.text(max_size=40).map(one_line).filter(bool)
tags = lines.filter(lambda tag: "," not in tag)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """As they are stored: in their one form."""
    title = draw(lines | st.sampled_from(["=1+1", "'quoted'", "no", "1", "null", "---", "- a", "# b", "{x", "a: b"]))
    return Article(
        tenant_id="acme",
        id="article-1",
        title=title,
        slug=slug_of(title),
        body=draw((st.text() | st.sampled_from(["---\nx", "'=x", "-x", 'a,b\n"c"', "\u2028", "﻿x"])).map(tidy)),
        tags=tuple(dict.fromkeys(draw(st.lists(tags, max_size=4)))),
        locale=draw(st.sampled_from(["en", "id", "pt-BR", "no"])),
        examples=tuple(dict.fromkeys(draw(st.lists(lines, max_size=4)))),
        published=draw(st.booleans()),
        created_at=START,
        created_by=ADA,
        updated_at=START,
        updated_by=ADA,
    )


def blank(article: Article) -> Article:
    """Another of the same identity, with nothing of what people have written."""
    return replace(article, title="?", slug="?", body="?", tags=(), locale="xx", examples=("?",), published=False)


def taken_over(article: Article, values: dict[str, object]) -> list[object]:
    typed = {**values, "published": values["published"] == "true"}
    written = blank(article).written(typed, ADA, START)
    return [getattr(written, name) for name in WRITTEN]


def written_of(article: Article) -> list[object]:
    return [getattr(article, name) for name in WRITTEN]


@pytest.mark.parametrize(
    ("place", "name"),
    [("faq/kopi.md", "faq/kopi"), ("a.b.MARKDOWN", "a.b"), ("articles.csv row 2", ""), ("a.md.csv row 2", "")],
)
def test_only_a_file_of_one_article_names_it(place: str, name: str) -> None:
    assert own_name(place) == name


@given(articles())
def test_an_article_survives_a_markdown_file(article: Article) -> None:
    (read,) = read_file("a.md", markdown_of(article))
    assert taken_over(article, dict(read.values)) == written_of(article)


@given(st.lists(articles(), max_size=3))
def test_articles_survive_a_table(several: list[Article]) -> None:
    read = read_file("a.csv", csv_of(several))
    assert [one.place for one in read] == [f"a.csv row {number}" for number in range(2, len(several) + 2)]
    for article, one in zip(several, read, strict=True):
        assert taken_over(article, dict(one.values)) == written_of(article)


def test_front_matter_is_read_as_its_author_means_it() -> None:
    for text in (FILE, f"\ufeff{FILE}", FILE.replace("\n", "\r\n")):
        (read,) = read_file("returns.md", text)
        assert read.place == "returns.md"
        assert read.values == {
            "title": "Returning: coffee",
            "tags": ["orders", "returns"],
            "examples": ["Can I send it back?", "no"],
            "published": "yes",
            "body": "# How\n\nSend it back.\n\n---\n\nThanks.",
        }


def test_what_is_left_empty_is_not_given_unless_it_may_be_empty() -> None:
    (read,) = read_file("a.md", "---\ntitle: A\nslug:\nlocale: ''\npublished:\ntags:\nexamples:\n---\n")
    assert read.values == {"title": "A", "tags": [], "examples": [], "body": ""}


def test_tags_and_examples_may_be_written_as_text() -> None:
    (read,) = read_file("a.MD", "---\ntitle: A\ntags: one,  two\nexamples: |\n  First?\n  Second?\n---\nB")
    assert (read.values["tags"], read.values["examples"]) == (["one", "two"], ["First?", "Second?"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# No front matter", "begins with front matter"),
        ("", "begins with front matter"),
        ("---\ntitle: A\n", "begins with front matter"),
        ("---\ntitle: A\n---b\nbody", "begins with front matter"),
        ("---\ntitle: [a\n---\n", "Line 2 is no YAML"),
        ("---\ntitle: a: b\n---\n", "Line 2 is no YAML"),
        ("---\n- title\n---\n", "lines such as"),
        ("---\ntitle: \x00\n---\n", "no YAML"),
        (f"---\ntags: {'[' * 5000}\n---\n", "no YAML"),
        (f"---\ntitle: {'x' * 70_000}\n---\n", "up to 64000 characters"),
    ],
)
def test_what_is_no_markdown_file_says_why(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_file("a.md", text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "first row names the columns"),
        ("slug,body\na,b\n", "first row names the columns"),
        ("title,colour\na,b\n", "first row names the columns"),
        ("title,title\na,b\n", "first row names the columns"),
        ("title,body\na\n", "Row 2 has 1 cells; the first row has 2"),
        ('title,body\na,"b\n', "Line 2 is no CSV"),
        ('title\n"a"b\n', "Line 2 is no CSV"),
        (f"title\n{'x' * 200_000}\n", "Line 2 is no CSV"),
    ],
)
def test_what_is_no_table_says_why(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_file("a.csv", text)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_is_read_with_what_spreadsheets_put_between_cells(between: str) -> None:
    rows = [["title", "tags", "body"], ["A, B; C", "x,y", "One, two; three."], ["D", "", ""]]
    text = "\n".join(between.join(f'"{cell}"' for cell in row) for row in rows)
    (first, second) = read_file("a.csv", text)
    assert first.values == {"title": "A, B; C", "tags": ["x", "y"], "body": "One, two; three."}
    assert second.values["title"] == "D"


def test_empty_rows_are_passed_over_and_counted() -> None:
    read = read_file("a.csv", "title\nA\n\n\nB\n")
    assert [(one.place, one.values["title"]) for one in read] == [("a.csv row 2", "A"), ("a.csv row 5", "B")]


def test_a_cell_that_a_spreadsheet_would_compute_is_marked_as_text() -> None:
    article = replace(_example(), title="=SUM(A1)")
    assert "'=SUM(A1)" in csv_of([article])


def _example() -> Article:
    return Article(
        tenant_id="acme",
        id="article-1",
        title="A",
        slug="a",
        created_at=START,
        created_by=ADA,
        updated_at=START,
        updated_by=ADA,
    )


def test_other_files_are_refused() -> None:
    with pytest.raises(Unreadable, match=r"\.md, \.markdown or \.csv"):
        read_file("a.html", "<p>")
