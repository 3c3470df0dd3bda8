"""The words that conversations are found by."""

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.search_words import (
    ENTRY_BYTES,
    TERMS,
    WORD_LENGTH,
    SearchEntry,
    terms_of,
    ticket_number_of,
    words_in,
)
from tests.fakes.people import TENANT
from tests.fakes.system import START

TEXT = st.text(max_size=60)


def an_entry(*words: str) -> SearchEntry:
    return SearchEntry(tenant_id=TENANT, conversation_id="conversation-1", created_at=START).with_words(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Where is my order?", ["where", "is", "my", "order"]),
        ("the Bücherregal, THE straße", ["the", "bucherregal", "strasse"]),
        ("São Paulo – crème brûlée", ["sao", "paulo", "creme", "brulee"]),
        ("ORD-7004211/b snake_case", ["ord", "7004211", "b", "snake", "case"]),
        ("Mail Vera.M+x@shop.example.", ["vera.m+x@shop.example", "mail", "vera", "m", "x", "shop", "example"]),
        ("退货 please", ["退", "货", "please"]),
        ("Привет, Ёлка", ["привет", "елка"]),
        ("한국어 주문", ["한국어", "주문"]),
        ("ﬁne ２０２６", ["fine", "2026"]),
        ("!?… –", []),
        ("", []),
    ],
)
def test_words_are_without_case_accents_and_signs(text: str, words: list[str]) -> None:
    assert list(words_in(text)) == words


def test_an_address_is_looked_for_as_a_whole() -> None:
    assert list(terms_of("Vera@Shop.Example refund")) == ["vera@shop.example", "refund"]
    assert list(terms_of("vera@sho")) == ["vera@sho"]
    assert list(terms_of("vera@")) == ["vera"]


@pytest.mark.parametrize("query", ["", " ", "?!", "@", "_"])
def test_nothing_to_look_for_is_refused(query: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        terms_of(query)
    assert caught.value.field == "q"


def test_a_query_has_so_many_words_at_most() -> None:
    several = " ".join(f"word{number}" for number in range(TERMS))
    assert len(terms_of(f"{several} word0")) == TERMS
    with pytest.raises(InvalidInput, match=f"{TERMS} words"):
        terms_of(f"{several} more")


@pytest.mark.parametrize(
    ("query", "number"),
    [("#123", 123), (" 123 ", 123), ("0123", 123), ("#", None), ("12a", None), ("1 2", None), ("1234567890", None)],
)
def test_a_number_may_be_a_tickets(query: str, number: int | None) -> None:
    assert ticket_number_of(query) == number


@given(TEXT, TEXT, TEXT)
def test_what_a_text_says_is_found_by_it(before: str, text: str, after: str) -> None:
    entry = an_entry(*words_in(f"{before} {text} {after}"))
    words = words_in(text)
    assert entry.answers(words)
    assert entry.answers([word[:length] for word in words for length in range(1, len(word) + 1)])


@given(TEXT)
def test_a_word_has_no_blank_and_is_not_longer_than_is_kept(text: str) -> None:
    for word in words_in(text):
        assert word
        assert word.split() == [word]
        assert len(word) <= WORD_LENGTH


def test_an_entry_knows_each_word_once_and_grows_by_what_is_new() -> None:
    entry = an_entry("where", "is", "where")
    assert (entry.words, entry.version) == (("where", "is"), 1)
    assert entry.with_words(["is"]) is entry
    assert entry.with_words(["is", "it"]).words == ("where", "is", "it")
    assert entry.with_words(["it"]).version == 2


def test_an_entry_answers_the_beginnings_of_words_only() -> None:
    entry = an_entry("order", "refund")
    assert entry.answers(["ord"])
    assert entry.answers(["refund", "order"])
    assert not entry.answers(["rder"])
    assert not entry.answers(["order", "other"])


def test_a_full_entry_keeps_what_came_first() -> None:
    word = "x" * (WORD_LENGTH - 4)
    many = [f"{word}{number:04}" for number in range(ENTRY_BYTES)]
    entry = an_entry(*many)
    assert len("".join(f" {each}" for each in entry.words).encode()) <= ENTRY_BYTES
    assert entry.words == tuple(many[: len(entry.words)])
    assert entry.with_words(many) is entry


@pytest.mark.parametrize("text", ["x" * 50_000, "a." * 25_000, "a@" * 25_000, "a@b." * 12_000, "@" * 50_000])
def test_a_long_text_of_anything_is_read_in_time(text: str) -> None:
    # The thread's own time: what else the machine does meanwhile is not counted.
    started = thread_time()
    words_in(text)
    assert thread_time() - started < 2
