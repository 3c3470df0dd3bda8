"""Words come out in one spelling, and the forms of a word share a stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.answering.lexicon import lexicon, spelled_out
from frontdesk.domain.answering.stemming import english_stem, indonesian_stem
from frontdesk.domain.answering.text import language_of, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can't log in?!", ["can", "not", "log", "in"]),
        ("the shop's doors aren’t open", ["the", "shop", "doors", "are", "not", "open"]),
        ("tolooooong", ["tolong"]),
        ("Café RÉSUMÉ", ["cafe", "resume"]),
        ("ﬁle_name 10€", ["file", "name", "10"]),
        ("", []),
    ],
)
def test_a_text_becomes_words_in_one_spelling(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_words_are_lower_case_and_hold_neither_spaces_nor_punctuation(text: str) -> None:
    assert all(word.isalnum() and word == word.lower() for word in words(text) if word.isascii())


@pytest.mark.parametrize(
    "forms",
    [
        "verify verified verifies verification",
        "cancel cancels cancelled cancelling cancellation",
        "transfer transfers transferred transferring",
        "pay pays paying paid payment payments",
        "activate activated activating activation",
        "policy policies",
        "charge charges charged charging",
        "insure insured insurance",
        "forget forgot forgotten",
    ],
)
def test_the_forms_of_an_english_word_share_a_stem(forms: str) -> None:
    assert len({english_stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "kirim mengirim mengirimkan dikirim pengiriman kirimkan",
        "bayar membayar dibayar pembayaran",
        "pakai memakai dipakai",
        "pesan memesan pesanan dipesan",
        "tulis menulis ditulis penulis tulisan",
        "kembali mengembalikan dikembalikan pengembalian",
        "aman keamanan amankan",
        "hilang kehilangan menghilang hilangnya",
        "batal membatalkan dibatalkan pembatalan",
    ],
)
def test_the_forms_of_an_indonesian_word_share_a_stem(forms: str) -> None:
    assert len({indonesian_stem(form) for form in forms.split()}) == 1


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_stem_is_never_empty(word: str) -> None:
    assert english_stem(word)
    assert indonesian_stem(word)


@pytest.mark.parametrize(("locale", "language"), [("id", "id"), ("id-ID", "id"), ("en_GB", "en"), ("fr", "en")])
def test_a_locale_without_rules_of_its_own_is_read_by_the_english_ones(locale: str, language: str) -> None:
    assert language_of(locale) == language


def test_slang_is_spelled_out() -> None:
    assert spelled_out(["gmn", "cara", "gabisa", "login"]) == ["bagaimana", "cara", "tidak", "bisa", "login"]


def test_synonyms_reach_across_languages_and_phrases() -> None:
    siblings = lexicon().siblings(english_stem("refund"))
    assert {english_stem("reimburse"), indonesian_stem("pengembalian"), "money_back"} <= siblings.keys()


def test_a_word_is_not_its_own_synonym() -> None:
    assert "refund" not in lexicon().siblings("refund")
