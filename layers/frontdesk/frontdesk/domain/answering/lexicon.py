"""Words that stand for one another: synonyms within and across English and Indonesian, and slang.

`lexicon.txt` holds groups of words, `slang.txt` short forms and what they are short for. Both are read when the
first question is asked.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import sqrt

from frontdesk.domain.answering import word_lists
from frontdesk.domain.answering.text import ENGLISH, INDONESIAN, stems


class Lexicon:
    """Groups of stems; a phrase of two words is one stem, joined by an underscore."""

    def __init__(self, text: str) -> None:
        self._groups: list[tuple[str, ...]] = []
        self._places: dict[str, list[int]] = {}
        for line in text.splitlines():
            if line and not line.startswith("#"):
                self._add(line)

    def _add(self, line: str) -> None:
        halves = zip((ENGLISH, INDONESIAN), line.split("|"), strict=False)
        group = tuple(
            dict.fromkeys(
                "_".join(stems(phrase.split("_"), language)) for language, half in halves for phrase in half.split()
            )
        )
        for member in group:
            self._places.setdefault(member, []).append(len(self._groups))
        self._groups.append(group)

    def siblings(self, stem: str) -> dict[str, float]:
        """The stems that may stand for this one, with how far to trust that: less, the more meanings this one has."""
        places = self._places.get(stem, ())
        trust = 1 / sqrt(max(1, len(places)))
        return {sibling: trust for place in places for sibling in self._groups[place] if sibling != stem}

    def phrases(self, stems_in_order: Sequence[str]) -> Iterator[str]:
        """The phrases of two words that the lexicon knows."""
        for first, second in pairwise(stems_in_order):
            if (phrase := f"{first}_{second}") in self._places:
                yield phrase


@cache
def lexicon() -> Lexicon:
    return Lexicon(word_lists.text("lexicon.txt"))


@cache
def slang() -> dict[str, list[str]]:
    """What each short form is short for: "gmn" → bagaimana."""
    return {short: full.split("_") for short, full in word_lists.pairs("slang.txt").items()}


def spelled_out(words_as_written: Sequence[str]) -> list[str]:
    """The same words with short forms replaced by what they are short for."""
    known = slang()
    return [word for written in words_as_written for word in known.get(written, [written])]
