"""Whether a model's words are taken from the passages that they cite. Each sentence is checked as soon as it is whole.

A sentence may be said when it cites passages that there are, names no host and no number that is not in them, brings no
markup, and takes its telling words from them. The question grounds nothing: whoever asks could else have the model say
whatever they wrote. It is a check of the words alone: it cannot tell a wrong conclusion from a right one, but an answer
that has left the articles does not pass.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from frontdesk.domain.answering.text import FUNCTION_WORDS, stem, words
from frontdesk.domain.composing.prompt import NO_ANSWER, Passage

_CITATION = re.compile(r"\s*\[(\d{1,3})\]")
# Not before it is known what comes next: a citation may stand behind the full stop. None behind "e.g." or "a.m.".
_SENTENCE_END = re.compile(r"(?<!\.[^\W\d_])[.!?](?:\s*\[\d{1,3}\])*(?=\s+[^\s\[])|\n+(?=[^\s\[])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARKUP = re.compile(r"://|www\.|\]\(|[<>]|\S@\S", re.I)
# With its path. No list of endings is ever whole: any two letters or more behind a dot may be one. Browsers take the
# full stops of other scripts for dots.
_HOST = re.compile(r"(?:[\w-]+[.。．｡])+(?:xn--[\w-]+|[^\W\d_]{2,})(?![^\W_])(?:[/:?#]\S*)?", re.I)


class Ungrounded(Exception):
    """The model's words may not be said; the text says why, and holds none of them."""


@dataclass
class GroundedText:
    """An answer as it is being written. `said` is what of it has passed, without the citations."""

    question: str
    passages: Sequence[Passage]
    language: str
    said: str = ""
    cited: set[int] = field(default_factory=set)
    _rest: str = ""

    def add(self, written: str) -> bool:
        """True when at least one more sentence has passed. Raises Ungrounded."""
        self._rest += written
        before = self.said
        while (end := _SENTENCE_END.search(self._rest)) is not None:
            sentence, self._rest = self._rest[: end.end()], self._rest[end.end() :]
            self._pass(sentence)
        return self.said != before

    def finish(self) -> str:
        """The whole answer. Raises Ungrounded, also where there is none."""
        self._pass(self._rest)
        self._rest = ""
        if not self.said:
            raise Ungrounded("nothing was written")
        return self.said

    def _pass(self, sentence: str) -> None:
        if not sentence.strip():
            return
        if NO_ANSWER in sentence:
            raise Ungrounded("the passages do not answer it")
        numbers = {int(number) for number in _CITATION.findall(sentence)}
        plain = _CITATION.sub("", sentence).strip()
        if plain:
            self._check(plain, [passage for passage in self.passages if passage.number in numbers], numbers)
            self.said = f"{self.said} {plain}".strip()
        self.cited |= numbers

    def _check(self, plain: str, cited: Sequence[Passage], numbers: set[int]) -> None:
        if not numbers:
            raise Ungrounded("a sentence cites nothing")
        if len(cited) < len(numbers):
            raise Ungrounded("a sentence cites what was not given")
        given = "\n".join(f"{passage.title}\n{passage.text}" for passage in cited)
        if _MARKUP.search(plain) or _hosts(plain) - _hosts(given):
            raise Ungrounded("a sentence holds a link, an address or markup")
        if set(_NUMBER.findall(plain)) - set(_NUMBER.findall(given)):
            raise Ungrounded("a sentence names a number of its own")
        if not self._says_what_is_in(given, plain):
            raise Ungrounded("a sentence says what its passages do not")

    def _says_what_is_in(self, given: str, plain: str) -> bool:
        """It may be worded anew, by half, and repeat what was asked, but not be made of that."""
        telling, there = self._telling(plain), self._telling(given)
        asked = telling & self._telling(self.question) - there
        own = telling - there - asked
        return len(telling & there) > len(asked) and len(telling & there) >= len(own)

    def _telling(self, text: str) -> set[str]:
        return {stem(word, self.language) for word in _without_function_words(words(text))}


def _without_function_words(of: Iterable[str]) -> Iterable[str]:
    return (word for word in of if word not in FUNCTION_WORDS)


def _hosts(text: str) -> set[str]:
    return {found.rstrip(".,;:!?)'\"").lower() for found in _HOST.findall(text)}
