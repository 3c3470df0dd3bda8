"""What words mean, in numbers: texts that share no word may still speak of the same.

Each stem is a direction of 64 whole numbers, its length how much the word tells; the sense of a text is the direction
of their sum. `senses.bin` is what `benchmarks/answering/distil.py` made: English stems, and Indonesian ones in the
same space, so that a question finds an article of the other language. It is read when the first sense is asked for.
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from math import sqrt
from operator import add, mul
from pathlib import Path

from frontdesk.domain.answering.sections import Sections
from frontdesk.domain.answering.text import ENGLISH, INDONESIAN, stem

SENSES = Path(__file__).with_name("senses.bin")
DIMENSIONS = 64
# A sense is kept in whole numbers of this length.
LENGTH = 127

# A direction of DIMENSIONS whole numbers; all zero where no word is known.
Sense = Sequence[int]


class Senses:
    """The known stems of each language, and their directions."""

    def __init__(self, packed: bytes) -> None:
        sections = Sections(packed)
        self._vectors = memoryview(sections.read("vectors")).cast("b")
        self._places: dict[str, dict[str, int]] = {}
        count = 0
        for language in (ENGLISH, INDONESIAN):
            known = sections.read(language).decode().split("\n")
            self._places[language] = dict(zip(known, range(count, count + len(known)), strict=True))
            count += len(known)

    def of(self, words: Iterable[str], languages: Sequence[str]) -> Sense:
        """The sense of a text, by its distinct words, each in the first language that knows it."""
        in_order = dict.fromkeys((*languages, ENGLISH, INDONESIAN))
        places = (self._place(word, in_order) for word in dict.fromkeys(words))
        return direction(
            self._vectors[place * DIMENSIONS : (place + 1) * DIMENSIONS] for place in places if place is not None
        )

    def _place(self, word: str, languages: Iterable[str]) -> int | None:
        for language in languages:
            place = self._places[language].get(stem(word, language))
            if place is not None:
                return place
        return None


def direction(parts: Iterable[Sequence[int]]) -> Sense:
    """Of the sum of the parts."""
    total = [0] * DIMENSIONS
    for part in parts:
        total = list(map(add, total, part))
    length = sqrt(sum(map(mul, total, total)))
    return array("b", (round(LENGTH * value / length) for value in total)) if length else array("b", total)


def likeness(one: Sense, other: Sense) -> float:
    """Cosine, in [-1, 1]; 0 where one is of no known word."""
    product: int = sum(map(mul, one, other))
    return product / LENGTH**2


@cache
def senses() -> Senses:
    return Senses(SENSES.read_bytes())
