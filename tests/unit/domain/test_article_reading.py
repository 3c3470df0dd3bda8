"""Markdown as it is read in a chat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.answering.article import sentences_of
from frontdesk.domain.article_reading import Block, cut, plain_text


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        ("Send **unopened** bags\n_back_.\n\nThen wait.", "Send unopened bags back.\n\nThen wait."),
        ("# Title\n\nText\n\n## Part\nMore", "Text\n\nPart\nMore"),
        (
            "Choose:\n* **One** – a\n* Two\n  goes on\n  - Three\nstill three",
            "Choose:\n• One – a\n• Two goes on\n• Three still three",
        ),
        ("1. Open [it](https://shop.example)\n\n2) Wait", "1. Open it\n2) Wait"),
        (
            "| Plan | Month | Year |\n|---|---|---|\n| A | $1 | $9 |\n| B | $2 | |",
            "A: Month $1, Year $9.\nB: Month $2.",
        ),
        ("| Day | Hours |\n|---|---|\n| Monday | 9–5 |", "Monday: 9–5."),
        ("Enter:\n\n```bash\ncurl -X POST\n```\nDone", "Enter:\n\ncurl -X POST\n\nDone"),
        ("> Quoted\n\n---\n\nAfter", "Quoted\n\nAfter"),
        ("", ""),
    ],
)
def test_lines_stay_and_markup_goes(body: str, plain: str) -> None:
    assert plain_text(Block.all_of(body), 1000) == plain


@given(st.text(alphabet="ab.! \n#*-|`1>", max_size=200))
def test_the_sentences_of_a_text_are_those_of_its_blocks_in_order(body: str) -> None:
    assert [one for block in Block.all_of(body) for one in sentences_of(block.text)] == sentences_of(body)


@given(st.text(max_size=300), st.integers(10, 100))
def test_nothing_is_longer_than_it_may_be(text: str, length: int) -> None:
    assert len(cut(text, length)) <= length


def test_a_text_is_cut_between_words_and_not_behind_the_mark_of_an_item() -> None:
    assert cut("one two three", 9) == "one two…"
    assert cut("First of all\n• Second", 16) == "First of all…"
    assert cut("First of all\n12. Second", 18) == "First of all…"
    assert cut("x" * 30, 10) == "x" * 9 + "…"
