"""An article, as far as answering reads it, and the passages that it is compared by."""

import re
from dataclasses import dataclass
from enum import IntEnum

MAX_BODY_PASSAGES = 60

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|https?://\S+")


class Field(IntEnum):
    """Where a passage stands in its article. The numbers are part of the index's format."""

    TITLE = 0
    BODY = 1
    EXAMPLE = 2
    TAGS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article that can answer or paraphrase a question by itself: mostly a sentence."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """`examples` are other phrasings of the question that the article answers; `locale` is a BCP 47 tag."""

    id: str
    title: str
    body: str = ""
    tags: tuple[str, ...] = ()
    locale: str = "en"
    examples: tuple[str, ...] = ()

    def passages(self) -> list[Passage]:
        """The title comes first; the order is what a passage's number in an answer counts by."""
        return [
            Passage(Field.TITLE, self.title),
            *(Passage(Field.BODY, text) for text in sentences_of(self.body)[:MAX_BODY_PASSAGES]),
            *(Passage(Field.EXAMPLE, text) for text in self.examples),
            *([Passage(Field.TAGS, " ".join(self.tags))] if self.tags else []),
        ]


def sentences_of(text: str) -> list[str]:
    """A line end ends a sentence: so those of a text are those of its lines, one after the other."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(_MARKUP.sub(" ", text)) if sentence.strip()]
