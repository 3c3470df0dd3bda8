"""Questions without an answer: which are one, what is kept of them, and which make room."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.question_identity import id_of
from frontdesk.domain.unanswered_question import (
    MOST_SAMPLES,
    SAMPLE_LENGTH,
    Asking,
    UnansweredQuestion,
    sample_of,
    weakest,
)
from tests.fakes.people import TENANT
from tests.fakes.system import START

WORDS = st.lists(st.sampled_from(["parcel", "refund", "pengiriman", "kartu", "warranty", "login"]), min_size=1)


def an_asking(question: str = "Where is my parcel?", seq: int = 1, **changes: Any) -> Asking:
    plain = Asking(
        question=question, conversation_id="conversation-1", seq=seq, asked_at=START + timedelta(seconds=seq)
    )
    return replace(plain, **changes)


def asked(*questions: str) -> UnansweredQuestion:
    first, *more = (an_asking(question, seq) for seq, question in enumerate(questions, 1))
    found = UnansweredQuestion.first(TENANT, "question-1", first)
    for asking in more:
        found = found.again(asking)
    return found


@pytest.mark.parametrize(
    "other",
    [
        "where's the parcel",
        "PARCELS, WHERE ARE THEY?!",
        "Hello, please: where is my parcel 4711?",
        "parcel where",
    ],
)
def test_the_same_words_are_the_same_question(other: str) -> None:
    assert id_of(other) == id_of("Where is my parcel?")


@pytest.mark.parametrize("other", ["Where is my refund?", "Where is my refunded parcel?", "Di mana paket saya?"])
def test_other_words_are_another_question(other: str) -> None:
    assert id_of(other) not in (None, id_of("Where is my parcel?"))


def test_indonesian_affixes_and_short_forms_make_no_difference() -> None:
    assert id_of("gmn pengiriman barang") == id_of("Bagaimana barangnya dikirim?")


@pytest.mark.parametrize("nothing", ["", "hi", "?!", "what is it?", "12345", "apa itu"])
def test_what_asks_nothing_is_no_question(nothing: str) -> None:
    assert id_of(nothing) is None


@given(words=WORDS, shuffled=st.randoms(use_true_random=False))
def test_order_and_repetition_make_no_difference(words: list[str], shuffled: Any) -> None:
    other = [*words, words[0]]
    shuffled.shuffle(other)
    assert id_of(" ".join(words)) == id_of(", ".join(other).upper())


def test_each_asking_is_counted_and_the_last_is_known() -> None:
    found = asked("Where is my parcel?", "parcel where", "Where is my parcel?")
    assert (found.count, found.version) == (3, 3)
    assert found.samples == ("Where is my parcel?", "parcel where")
    assert (found.first_asked_at, found.last) == (START + timedelta(seconds=1), an_asking(seq=3))


def test_an_asking_that_comes_twice_is_counted_once() -> None:
    found = asked("Where is my parcel?")
    assert found.again(an_asking(seq=1, asked_at=START)) is found


def test_only_a_few_phrasings_are_kept() -> None:
    found = asked(*(f"parcel {number}" for number in range(20)))
    assert found.count == 20
    assert found.samples == tuple(f"parcel {number}" for number in range(MOST_SAMPLES))


def test_a_long_question_is_kept_by_its_beginning_on_one_line() -> None:
    sample = sample_of("Where is\n\nmy parcel? " + "Really. " * 100)
    assert sample.startswith("Where is my parcel? Really.")
    assert (len(sample), sample[-1]) == (SAMPLE_LENGTH, "…")


def test_those_asked_least_and_longest_ago_make_room() -> None:
    often, late, early = asked("a", "b"), asked("c"), asked("d")
    late, early = replace(late, last=an_asking(seq=9)), replace(early, last=an_asking(seq=8))
    assert weakest([often, late, early], 1) == [early, late]
    assert weakest([often, late, early], 3) == []


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12), st.integers(0, 3))
def test_without_a_conversation_nothing_of_it_is_left_and_what_others_have_asked_is(
    askings: list[tuple[int, int]], erased: int
) -> None:
    first, *more = [
        an_asking(f"words {words}", seq, conversation_id=f"conversation-{of}")
        for seq, (words, of) in enumerate(askings)
    ]
    question = UnansweredQuestion.first(TENANT, "question-1", first)
    for asking in more:
        question = question.again(asking)
    gone = f"conversation-{erased}"
    of_others = [sample for sample, origin in zip(question.samples, question.sampled_in, strict=True) if origin != gone]
    left = question.without(gone)
    if left is None:
        assert of_others == []
        return
    assert (list(left.samples), left.count) == (of_others, question.count)
    assert gone not in (*left.sampled_in, left.last.conversation_id)
    assert left.without(gone) is left
