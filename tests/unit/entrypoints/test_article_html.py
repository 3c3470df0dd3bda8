"""An article's Markdown becomes HTML that can do nothing but be read."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.domain.article import Article
from frontdesk.domain.party import Party
from frontdesk.domain.widget import Widget
from frontdesk.entrypoints.article_html import ADDED, ATTRIBUTES, TAGS, html_of
from frontdesk.entrypoints.article_page import missing_page, page_of, policy_of
from tests.fakes.people import WIDGET
from tests.fakes.system import START

ADA = Party("agent-1", "Ada")
ARTICLE = Article(
    tenant_id="acme",
    id="article-1",
    title="Returns & <more>",
    slug="returns",
    body="Send it **back**.",
    created_at=START,
    created_by=ADA,
    updated_at=START,
    updated_by=ADA,
)
BRANDED = replace(WIDGET, name="Kopi <Pagi>", appearance={"primary_colour": "#3f5c33"})
PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=1>", "<a href='javascript:1'>"),
        *("[a](javascript:alert(1))", "[a](data:text/html,x)", "![a](http://x.example/a)", "[a](vbscript:1)"),
        *("[a](//x.example)", "[a](https://x.example)", "<!--", "-->", "&lt;", "`", "```", "# ", "* ", "| a |", "\n"),
        *("[a]: javascript:alert(1)\n[a]", '[a](https://x.example "onclick=1")', "<style>", "<iframe src=//x>"),
    ]
)


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def seen_in(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Seen()
    parser.feed(html)
    return parser.tags


def test_what_people_write_looks_as_they_mean_it() -> None:
    markdown = "# One\n\nTwo *three* ~~four~~\n\n1. five\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> six\n\n    seven"
    html = html_of(markdown)
    for piece in ("<h2>One</h2>", "<em>three</em>", "<s>four</s>", "<ol>", "<td>1</td>", "<blockquote>", "<pre><code>"):
        assert piece in html


@pytest.mark.parametrize("address", ["https://shop.example/a", "http://shop.example", "mailto:ana@shop.example"])
def test_a_link_opens_apart_and_tells_nothing_of_where_it_stood(address: str) -> None:
    assert seen_in(html_of(f"[a]({address})"))[1] == (
        "a",
        {"href": address, "target": "_blank", "rel": "noopener noreferrer"},
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//shop.example", "/path", "ftp://a", "tel:1"],
)
def test_other_links_lead_nowhere(address: str) -> None:
    assert all("href" not in attributes for _, attributes in seen_in(html_of(f"[a]({address})")))


def test_pictures_come_by_https_alone() -> None:
    html = html_of(
        "![A bag](https://shop.example/a.png) ![x](http://shop.example/a.png) ![y](data:image/png;base64,AA)"
    )
    sources = [attributes.get("src") for tag, attributes in seen_in(html) if tag == "img"]
    assert sources == ["https://shop.example/a.png", None, None]
    assert 'alt="A bag"' in html


def test_html_is_text() -> None:
    assert html_of("<b onclick=x>hi</b>") == "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>\n"


@settings(max_examples=150)
@given(st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_whatever_is_written_nothing_can_run(markdown: str) -> None:
    for tag, attributes in seen_in(html_of(markdown)):
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES.get(tag, set()) | ADDED.get(tag, {}).keys() | {"rel"}
        assert re.match(r"(https?://|mailto:)", attributes.get("href") or "https://", re.IGNORECASE)
        assert (attributes.get("src") or "https://").lower().startswith("https://")


def test_deep_and_endless_markup_is_read_in_time() -> None:
    for markdown in (">" * 25_000, "[" * 25_000, "*a " * 16_000, "- " * 10_000, "`" * 25_000, "![" * 20_000):
        html_of(markdown)


def test_a_page_has_a_title_a_language_a_day_and_one_style_that_its_policy_knows() -> None:
    page = page_of(ARTICLE, BRANDED)
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    assert "--brand: #3f5c33" in style[1]
    assert f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in policy_of(BRANDED)
    assert '<html lang="en" dir="ltr">' in page
    assert "<title>Returns &amp; &lt;more&gt; · Kopi &lt;Pagi&gt;</title>" in page
    assert f'<time datetime="{START:%Y-%m-%d}">' in page
    assert 'style="' not in page


@pytest.mark.parametrize(
    ("locale", "words"), [("id", "Diperbarui pada"), ("en-GB", "Updated on"), ("fr", "Updated on")]
)
def test_a_page_speaks_the_articles_language_where_it_can(locale: str, words: str) -> None:
    assert words in page_of(replace(ARTICLE, locale=locale), BRANDED)


def test_a_page_is_written_from_right_to_left_where_its_language_is() -> None:
    assert '<html lang="ar-EG" dir="rtl">' in page_of(replace(ARTICLE, locale="ar-EG"), BRANDED)


@pytest.mark.parametrize("colour", ["red;} body{display:none", "", None])
def test_a_colour_that_is_none_is_not_taken(colour: str | None) -> None:
    widget: Widget = replace(BRANDED, appearance={"primary_colour": colour})
    assert "--brand: #4f46e5" in page_of(ARTICLE, widget)


def test_a_missing_article_is_said_in_the_widgets_language() -> None:
    assert "Artikel ini tidak ada" in missing_page(replace(BRANDED, behaviour={"locale": "id"}))
    assert "This article is not here" in missing_page(BRANDED)
