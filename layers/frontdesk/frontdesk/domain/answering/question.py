"""A visitor's question, weighed against the index that it is asked of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.lexicon import lexicon, spelled_out
from frontdesk.domain.answering.senses import Sense, senses
from frontdesk.domain.answering.text import COMMON_WORDS, ENGLISH, FUNCTION_WORDS, INDONESIAN, stem, stems, words

MOST_WORDS = 60
# How well a term stands for a word of the question, where 1 is the word itself.
SYNONYM_FIT = 0.45
# What a word weighs that no article has: as much as the rarest term, if it is not an everyday word.
UNKNOWN_WEIGHT = 1.0
UNKNOWN_COMMON_WORD_WEIGHT = 0.6
UNKNOWN_FUNCTION_WORD_WEIGHT = 0.08
PHRASE_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or phrase of the question; `meanings` are the terms that may stand for it, with their fit in (0, 1]."""

    weight: float
    meanings: dict[int, float]
    is_function_word: bool = False

    @property
    def is_known(self) -> bool:
        return 1.0 in self.meanings.values()


@dataclass(frozen=True, slots=True)
class Question:
    """`articles` is how many it is asked of. `content` are the places of the keywords that are no function words.
    `by_term` leads from a term to the places of the keywords it may stand for, with its fit. `pairs` are terms that
    follow one another in the question; `triples` are the letters of its stems by three; `sense` is what it speaks of.
    """

    articles: int
    keywords: tuple[Keyword, ...]
    content: frozenset[int]
    weight: float
    norm: float
    by_term: dict[int, list[tuple[int, float]]]
    pairs: frozenset[tuple[int, int]]
    triples: frozenset[str]
    sense: Sense


def read_question(text: str, index: Index) -> Question:
    as_written = spelled_out(words(text))[:MOST_WORDS]
    keywords = [_keyword(word, index) for word in dict.fromkeys(as_written)]
    keywords += _phrases(as_written, index)
    by_term: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for place, keyword in enumerate(keywords):
        for term, fit in keyword.meanings.items():
            by_term[term].append((place, fit))
    main_language = index.languages[0] if index.languages else ENGLISH
    return Question(
        articles=len(index),
        keywords=tuple(keywords),
        content=frozenset(place for place, keyword in enumerate(keywords) if not keyword.is_function_word),
        weight=sum(keyword.weight for keyword in keywords),
        norm=sqrt(sum(keyword.weight**2 for keyword in keywords)),
        by_term=dict(by_term),
        pairs=_pairs(as_written, index),
        triples=triples(" ".join(stems(as_written, main_language))),
        sense=senses().of(as_written, index.languages),
    )


def _keyword(word: str, index: Index) -> Keyword:
    is_function_word = word in FUNCTION_WORDS
    meanings = dict.fromkeys(_terms(word, index), 1.0)
    weight = max((index.weights[term] for term in meanings), default=_unknown_weight(word))
    for language in (ENGLISH, INDONESIAN):
        _add_siblings(stem(word, language), meanings, index)
    if not is_function_word and 1.0 not in meanings.values():
        for language in index.languages:
            for term, likeness in index.terms_like(stem(word, language)):
                meanings[term] = max(meanings.get(term, 0.0), likeness**2)
    return Keyword(weight, meanings, is_function_word)


def _unknown_weight(word: str) -> float:
    if word in FUNCTION_WORDS:
        return UNKNOWN_FUNCTION_WORD_WEIGHT
    return UNKNOWN_COMMON_WORD_WEIGHT if word in COMMON_WORDS else UNKNOWN_WEIGHT


def _terms(word: str, index: Index) -> set[int]:
    """The word in each language of the index: a question may be in either, or in both at once."""
    found = (index.term(stem(word, language)) for language in index.languages)
    return {term for term in found if term is not None}


def _add_siblings(of: str, meanings: dict[int, float], index: Index) -> None:
    for sibling, trust in lexicon().siblings(of).items():
        term = index.term(sibling)
        if term is not None:
            meanings[term] = max(meanings.get(term, 0.0), SYNONYM_FIT * trust)


def _phrases(as_written: Sequence[str], index: Index) -> list[Keyword]:
    """Phrases that the lexicon knows, and that mean something to this index."""
    found = []
    for language in (ENGLISH, INDONESIAN):
        for phrase in lexicon().phrases(stems(as_written, language)):
            term = index.term(phrase)
            meanings = {} if term is None else {term: 1.0}
            _add_siblings(phrase, meanings, index)
            if meanings:
                weight = PHRASE_WEIGHT * max(index.weights[term] for term in meanings)
                found.append(Keyword(weight, meanings))
    return found


def _pairs(as_written: Sequence[str], index: Index) -> frozenset[tuple[int, int]]:
    """Only pairs of which one at least is no function word: the others stand in any text."""
    pairs: set[tuple[int, int]] = set()
    for first, second in pairwise(as_written):
        if first not in FUNCTION_WORDS or second not in FUNCTION_WORDS:
            pairs.update((one, two) for one in _terms(first, index) for two in _terms(second, index))
    return frozenset(pairs)


def triples(text: str) -> frozenset[str]:
    marked = f" {text} "
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))
