"""What of an article is shown where it answers a question."""

from typing import Any

from frontdesk.domain.answering.article import Field
from frontdesk.domain.article import Article
from frontdesk.domain.excerpt import LENGTH, matched_text, passage_to_show
from frontdesk.domain.party import Party
from tests.fakes.people import TENANT
from tests.fakes.system import START

BODY = """# Refunds

Refunds go back to the card you paid with. They take [five days](https://shop.example/days) to arrive.

- **Cash** is never refunded.
"""
LONG = "Parcels are sent on the same day. " * 20 + BODY


def an_article(body: str = BODY, **changes: Any) -> Article:
    ada = Party("agent-1", "Ada")
    plain: dict[str, Any] = {
        "tenant_id": TENANT,
        "id": "refund",
        "title": "How do I get a refund?",
        "slug": "refund",
        "body": body,
        "tags": ("money",),
        "examples": ("I want my money back",),
        "created_at": START,
        "created_by": ada,
        "updated_at": START,
        "updated_by": ada,
    }
    return Article(**{**plain, **changes})


def number_of(article: Article, beginning: str) -> int:
    passages = article.for_answering().passages()
    return next(number for number, passage in enumerate(passages) if passage.text.startswith(beginning))


def test_a_short_body_is_shown_whole_without_its_markup() -> None:
    article = an_article()
    for beginning in ("How do I", "They take", "I want my money"):
        shown = passage_to_show(article, number_of(article, beginning))
        assert shown == (
            "Refunds go back to the card you paid with. They take five days to arrive.\n• Cash is never refunded."
        )


def test_of_a_long_body_the_paragraph_that_fits_is_shown_and_what_follows_it() -> None:
    article = an_article(LONG)
    shown = passage_to_show(article, number_of(article, "They take"))
    assert shown.startswith("Refunds go back to the card you paid with. They take five days to arrive.\n• Cash")
    assert len(shown) <= LENGTH


def test_of_a_paragraph_that_is_too_long_the_sentence_that_fits_comes_first() -> None:
    article = an_article("A parcel is on its way. " * 20 + "It takes [two days](https://shop.example/days). Or more.")
    assert passage_to_show(article, number_of(article, "It takes")) == "It takes two days. Or more."


STEPS = """Your plan can be changed at any time.

## Downgrade

It starts with the next period.

## Cancel

You can do so until the last day of the period, from any device:

1. Open **Settings**.
2. Click *Cancel plan*.
3. Confirm.

Your shop stays online until the end of the period.

### Data

We keep it for 90 days.
""" + ("More of it. " * 30)


def test_steps_are_shown_from_the_first_one_with_what_leads_to_them_and_end_with_their_section() -> None:
    article = an_article(STEPS)
    expected = (
        "You can do so until the last day of the period, from any device:\n"
        "1. Open Settings.\n2. Click Cancel plan.\n3. Confirm.\n\n"
        "Your shop stays online until the end of the period."
    )
    for beginning in ("Open", "Click", "Confirm", "## Cancel"):
        assert passage_to_show(article, number_of(article, beginning)) == expected


def test_one_section_is_not_run_on_into_the_next() -> None:
    article = an_article(STEPS)
    assert passage_to_show(article, number_of(article, "It starts")) == "It starts with the next period."


def test_of_a_list_that_is_too_long_the_item_that_fits_comes_first() -> None:
    items = "".join(f"{number}. Step number {number} is done by hand.\n" for number in range(1, 30))
    article = an_article(items)
    shown = passage_to_show(article, number_of(article, "Step number 20"))
    assert shown.startswith("20. Step number 20 is done by hand.\n21. Step number 21")
    assert shown.endswith("29. Step number 29 is done by hand.")


def test_of_a_long_body_whose_title_or_example_fits_the_beginning_is_shown() -> None:
    article = an_article(LONG)
    for beginning in ("How do I", "I want my money"):
        shown = passage_to_show(article, number_of(article, beginning))
        assert shown.startswith("Parcels are sent")
        assert len(shown) <= LENGTH


def test_an_article_without_a_body_shows_its_title() -> None:
    article = an_article("")
    assert [passage_to_show(article, number) for number in (0, 1, 99)] == [article.title] * 3


def test_a_body_of_headings_alone_shows_the_title() -> None:
    article = an_article("# Refunds")
    assert passage_to_show(article, 1) == article.title


def test_what_is_like_the_question_is_told_as_it_stands() -> None:
    article = an_article()
    assert matched_text(article, number_of(article, "I want")) == "I want my money back"
    assert matched_text(article, 0) == article.title


def test_what_is_like_the_question_is_told_without_its_markup() -> None:
    article = an_article()
    assert matched_text(article, number_of(article, "They take")) == "They take five days to arrive."
    assert matched_text(article, number_of(article, "- **Cash**")) == "Cash is never refunded."


def test_an_article_that_has_become_shorter_is_known_by_its_title() -> None:
    article = an_article("Short.")
    assert len(article.for_answering().passages()) < 10
    assert article.for_answering().passages()[1].field is Field.BODY
    assert matched_text(article, 10) == article.title
    assert passage_to_show(article, 10) == "Short."
    assert passage_to_show(an_article("Refunds take long. " * 50), 99).startswith("Refunds take long.")
