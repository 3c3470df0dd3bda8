"""The words by which a conversation is found: what they are, and how many are kept.

A word is a run of letters and digits, without case and accents. An e-mail address is a word as a whole, and so are its
parts. Chinese and Japanese are written without spaces: each of their characters is a word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from unicodedata import combining, normalize

from frontdesk.domain.errors import InvalidInput

# A message's write costs as many write units as the entry has kilobytes: this many bytes are some 1,200 words.
ENTRY_BYTES = 8192
WORD_LENGTH = 64
TERMS = 10
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
# It begins where what may be its name begins: tried at each letter of a long text, it would take minutes.
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w.-]*\w")
TICKET_SIGN = "#"
TICKET_NUMBER = re.compile(rf"{TICKET_SIGN}?(\d{{1,9}})")


def words_in(text: str) -> Sequence[str]:
    """Each word once, in the order of the text; addresses first."""
    plain = _plain(text)
    return _distinct([*EMAIL.findall(plain), *WORD.findall(plain)])


def terms_of(query: str) -> Sequence[str]:
    """What somebody looks for: each is to be the beginning of a word. Raises InvalidInput for none and for too many."""
    plain = _plain(query)
    terms = _distinct([*EMAIL.findall(plain), *WORD.findall(EMAIL.sub(" ", plain))])
    if not terms:
        raise InvalidInput("q", "Write at least one letter or digit to look for.")
    if len(terms) > TERMS:
        raise InvalidInput("q", f"Look for {TERMS} words at most.")
    return terms


def ticket_number_of(query: str) -> int | None:
    """The number that is asked for, with or without its sign."""
    found = TICKET_NUMBER.fullmatch(query.strip())
    return int(found[1]) if found else None


def _plain(text: str) -> str:
    unaccented = "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))
    return normalize("NFC", unaccented)


def _distinct(words: Iterable[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(word[:WORD_LENGTH] for word in words))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """The words of one conversation, in the order in which they came. `version` is 0 until it is stored."""

    tenant_id: str
    conversation_id: str
    created_at: datetime
    words: tuple[str, ...] = ()
    version: int = 0

    def with_words(self, words: Iterable[str]) -> Self:
        """The same object when there is nothing to add. What has no room any more is not found by."""
        known = set(self.words)
        room = ENTRY_BYTES - sum(map(_bytes, self.words))
        added = []
        for word in dict.fromkeys(words):
            if word not in known and _bytes(word) <= room:
                added.append(word)
                room -= _bytes(word)
        return replace(self, words=(*self.words, *added), version=self.version + 1) if added else self

    def answers(self, terms: Iterable[str]) -> bool:
        """Whether every term is the beginning of one of the words."""
        return all(any(word.startswith(term) for word in self.words) for term in terms)


def _bytes(word: str) -> int:
    return len(word.encode()) + 1
