"""Words have senses: texts of like meaning lie near one another, also across languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.answering.senses import DIMENSIONS, SENSES, Sense, direction, likeness, senses
from frontdesk.domain.answering.text import ENGLISH, INDONESIAN, words

NUMBERS = st.lists(st.integers(-127, 127), min_size=DIMENSIONS, max_size=DIMENSIONS)


def sense(text: str, language: str = ENGLISH) -> Sense:
    return senses().of(words(text), [language])


@pytest.mark.parametrize(
    ("asked", "near", "far"),
    [
        ("my money back", "refund", "password"),
        ("the parcel has not arrived", "when is my order delivered", "which colours are there"),
        ("i cannot sign in", "forgotten password", "opening hours"),
        ("is my child allowed to ride", "minimum age of passengers", "paying by card"),
    ],
)
def test_a_text_is_nearer_to_one_of_like_meaning_that_shares_no_word_with_it(asked: str, near: str, far: str) -> None:
    assert not set(words(asked)) & set(words(near))
    assert likeness(sense(asked), sense(near)) > likeness(sense(asked), sense(far)) + 0.1


@pytest.mark.parametrize(
    ("asked", "near", "far"),
    [("uang kembali", "refund", "password"), ("jadwal kereta", "train timetable", "hair colour")],
)
def test_an_indonesian_text_is_near_to_an_english_one_of_like_meaning(asked: str, near: str, far: str) -> None:
    assert likeness(sense(asked, INDONESIAN), sense(near)) > likeness(sense(asked, INDONESIAN), sense(far)) + 0.1


def test_a_word_counts_in_the_language_of_its_text() -> None:
    water, air = sense("water"), sense("air")
    assert likeness(sense("air", INDONESIAN), water) > likeness(air, water)


def test_a_text_of_unknown_words_is_like_nothing() -> None:
    assert likeness(sense("qxzv wqpf"), sense("refund")) == likeness(sense(""), sense("refund")) == 0.0


def test_the_order_and_the_repetition_of_words_change_nothing() -> None:
    assert sense("refund my order order") == sense("order my refund")


@given(NUMBERS)
def test_a_direction_is_of_the_same_length_whatever_it_is_made_of(numbers: list[int]) -> None:
    if any(numbers):
        assert likeness(direction([numbers]), direction([numbers])) == pytest.approx(1.0, abs=0.05)


@given(NUMBERS, NUMBERS)
def test_likeness_is_mutual_and_no_more_than_that_of_the_same(one: list[int], other: list[int]) -> None:
    first, second = direction([one]), direction([other])
    assert likeness(first, second) == likeness(second, first)
    assert abs(likeness(first, second)) <= 1.05


def test_the_senses_of_all_words_take_less_than_a_megabyte_and_a_half() -> None:
    assert SENSES.stat().st_size < 1_500_000
