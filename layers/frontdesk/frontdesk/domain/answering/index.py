"""A tenant's index, as loaded: what questions are looked up in. `index_builder` writes what this reads."""

import json
from array import array
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from frontdesk.domain.answering.sections import Sections, UnreadableIndex
from frontdesk.domain.answering.senses import DIMENSIONS, Sense
from frontdesk.domain.answering.spelling import LEAST_LETTERS, grams, most_alike

# By the number of the field: title, body, example, tags.
FIELD_WEIGHTS = (2.0, 1.0, 1.0, 1.5)
IMPACT_STEPS = 255


class IndexedPassage(NamedTuple):
    """`number` counts within the article, `terms` are term numbers in reading order.

    `norm` is the length of its vector of term weights, each distinct term counted once; `sense` is what it speaks of.
    """

    number: int
    field: int
    terms: "array[int]"
    norm: float
    sense: Sense


class Index:
    """Articles and terms go by their numbers here. Raises UnreadableIndex for bytes that are not an index.

    What every question needs is unpacked at once, the rest when it is first asked for.
    """

    def __init__(self, packed: bytes) -> None:
        sections = Sections(packed)
        self._sections = sections
        try:
            meta = json.loads(sections.read("meta"))
            self.languages: tuple[str, ...] = tuple(meta["languages"])
            self.reference: dict[str, list[float]] = meta.get("reference", {})
            self.tuning: dict[str, float] = meta.get("tuning", {})
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableIndex("The index does not say what it is.") from error
        self._terms = sections.read("terms").decode().split("\n")
        self._numbers = {term: number for number, term in enumerate(self._terms)}
        self.weights = sections.floats("term_weights")
        self._posting_starts = sections.numbers("posting_starts")
        self._posting_articles = sections.numbers("posting_articles")
        self._posting_impacts = sections.numbers("posting_impacts")
        self.article_lengths = sections.floats("article_lengths")
        self._article_starts = sections.numbers("article_starts")
        self._passage_starts = sections.numbers("passage_starts")
        self._passage_terms = sections.numbers("passage_terms")
        self._passage_fields = sections.numbers("passage_fields")
        self._passage_norms = sections.floats("passage_norms")
        self._passage_senses = memoryview(sections.read("passage_senses")).cast("b")
        self._article_senses = memoryview(sections.read("article_senses")).cast("b")

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._article_starts) - 1

    @cached_property
    def _articles(self) -> list[tuple[str, str]]:
        return [(article_id, title) for article_id, title in json.loads(self._sections.read("articles"))]

    def article_id(self, article: int) -> str:
        return self._articles[article][0]

    def title(self, article: int) -> str:
        return self._articles[article][1]

    def term(self, stem: str) -> int | None:
        return self._numbers.get(stem)

    def postings(self, term: int) -> tuple["array[int]", "array[int]"]:
        """The articles that have the term, and its impact in each, in 1/255 of the largest possible."""
        run = slice(self._posting_starts[term], self._posting_starts[term + 1])
        return self._posting_articles[run], self._posting_impacts[run]

    def passages(self, article: int) -> Iterator[IndexedPassage]:
        first = self._article_starts[article]
        for passage in range(first, self._article_starts[article + 1]):
            yield IndexedPassage(
                passage - first,
                self._passage_fields[passage],
                self._passage_terms[self._passage_starts[passage] : self._passage_starts[passage + 1]],
                self._passage_norms[passage],
                self._passage_senses[passage * DIMENSIONS : (passage + 1) * DIMENSIONS],
            )

    def sense(self, article: int) -> Sense:
        """What the article speaks of as a whole, its tags apart."""
        return self._article_senses[article * DIMENSIONS : (article + 1) * DIMENSIONS]

    def text(self, passage: IndexedPassage) -> str:
        """Its stems, joined by spaces."""
        return " ".join(self._terms[term] for term in passage.terms)

    @cached_property
    def _grams(self) -> dict[str, "array[int]"]:
        names = self._sections.read("grams").decode().split("\n")
        starts, terms = self._sections.numbers("gram_starts"), self._sections.numbers("gram_terms")
        return {name: terms[starts[place] : starts[place + 1]] for place, name in enumerate(names)}

    def terms_like(self, stem: str) -> list[tuple[int, float]]:
        """Terms that a misspelt stem may stand for, with their likeness in (0, 1]."""
        if len(stem) < LEAST_LETTERS:
            return []
        known = self._grams
        return most_alike(stem, (known[gram] for gram in grams(stem) if gram in known), self._terms)
