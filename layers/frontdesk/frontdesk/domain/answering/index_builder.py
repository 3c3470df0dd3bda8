"""Builds a tenant's index: articles in, bytes out. The same articles, in any order, give the same bytes."""

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import log, sqrt

from frontdesk.domain.answering.article import Article, Field
from frontdesk.domain.answering.index import FIELD_WEIGHTS, IMPACT_STEPS, Index
from frontdesk.domain.answering.lexicon import lexicon
from frontdesk.domain.answering.model import Model, shipped_model
from frontdesk.domain.answering.reference import measure_reference
from frontdesk.domain.answering.sections import pack, packed_floats, packed_numbers
from frontdesk.domain.answering.senses import Sense, direction, senses
from frontdesk.domain.answering.spelling import terms_by_gram
from frontdesk.domain.answering.text import COMMON_WORDS, FUNCTION_WORDS, language_of, stem, stems, words
from frontdesk.domain.answering.trials import hold_trials
from frontdesk.domain.answering.tuning import tune

FUNCTION_WORD_WEIGHT = 0.16
COMMON_WORD_WEIGHT = 0.8
# Saturation and length normalisation of BM25 (Robertson and Zaragoza, 2009).
K1 = 1.2
B = 0.75


@dataclass(slots=True)
class _Draft:
    """What is gathered while the articles are read; lists run over passages, unless they say otherwise."""

    terms: dict[str, int] = field(default_factory=dict)
    passages: list[list[int]] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    passages_of_article: list[int] = field(default_factory=list)
    frequencies_of_article: list[Mapping[int, float]] = field(default_factory=list)
    senses: list[Sense] = field(default_factory=list)
    senses_of_article: list[Sense] = field(default_factory=list)


def build_index(articles: Iterable[Article], model: Model | None = None) -> bytes:
    """`model` is the one that the index's tuning is for, the shipped one where none is given."""
    in_order = sorted(articles, key=lambda article: article.id)
    meta, sections = _plain(in_order)
    reference = measure_reference(in_order, Index(pack(sections)))
    tuning = tune(hold_trials(in_order, plain_index), model or shipped_model(), reference)
    return pack({**sections, "meta": json.dumps({**meta, "reference": reference, "tuning": tuning}).encode()})


def plain_index(articles: Iterable[Article]) -> Index:
    """An index that knows no more than its articles: neither a reference nor a tuning."""
    return Index(pack(_plain(sorted(articles, key=lambda article: article.id))[1]))


def _plain(in_order: Sequence[Article]) -> tuple[dict[str, object], dict[str, bytes]]:
    languages = Counter(language_of(article.locale) for article in in_order)
    meta: dict[str, object] = {"languages": [name for name, _ in languages.most_common()]}
    return meta, {"meta": json.dumps(meta).encode(), **_sections(in_order, set(languages))}


def _sections(in_order: Sequence[Article], languages: set[str]) -> dict[str, bytes]:
    draft = _Draft()
    for article in in_order:
        _read(article, draft)
    weights = _term_weights(draft, languages)
    return {
        "articles": json.dumps([[article.id, article.title] for article in in_order], ensure_ascii=False).encode(),
        "terms": "\n".join(draft.terms).encode(),
        "term_weights": packed_floats(weights),
        **_packed_postings(draft),
        **_packed_passages(draft, weights),
        **_packed_grams(draft),
    }


def _read(article: Article, draft: _Draft) -> None:
    language = language_of(article.locale)
    frequencies: dict[int, float] = defaultdict(float)
    passages = article.passages()
    for passage in passages:
        as_written = words(passage.text)
        draft.senses.append(senses().of(as_written, [language]))
        in_order = stems(as_written, language)
        in_order += lexicon().phrases(in_order)
        numbers = [draft.terms.setdefault(term, len(draft.terms)) for term in in_order]
        draft.passages.append(numbers)
        draft.fields.append(passage.field)
        for number in numbers:
            frequencies[number] += FIELD_WEIGHTS[passage.field]
    draft.passages_of_article.append(len(passages))
    draft.frequencies_of_article.append(frequencies)
    own = zip(draft.senses[-len(passages) :], passages, strict=True)
    draft.senses_of_article.append(direction(sense for sense, passage in own if passage.field != Field.TAGS))


def _term_weights(draft: _Draft, languages: set[str]) -> list[float]:
    """How much a term tells articles apart, in [0, 1]: its inverse document frequency, less for everyday words."""
    count = len(draft.frequencies_of_article)
    articles_with: Counter[int] = Counter()
    for frequencies in draft.frequencies_of_article:
        articles_with.update(frequencies.keys())
    discounts = {
        stem(word, language): discount
        for words_alike, discount in ((COMMON_WORDS, COMMON_WORD_WEIGHT), (FUNCTION_WORDS, FUNCTION_WORD_WEIGHT))
        for word in words_alike
        for language in languages
    }
    rarest = log(1 + (count + 0.5) / 0.5)
    return [
        log(1 + (count - articles_with[number] + 0.5) / (articles_with[number] + 0.5))
        / rarest
        * discounts.get(term, 1.0)
        for term, number in draft.terms.items()
    ]


def _packed_postings(draft: _Draft) -> dict[str, bytes]:
    """Of each term: the articles that have it, and its saturated frequency there, in 255 steps."""
    lengths = [_length(frequencies) for frequencies in draft.frequencies_of_article]
    average = sum(lengths) / max(1, len(lengths)) or 1.0
    articles: dict[int, list[int]] = defaultdict(list)
    impacts: dict[int, list[int]] = defaultdict(list)
    for article, frequencies in enumerate(draft.frequencies_of_article):
        slack = K1 * (1 - B + B * lengths[article] / average)
        for number, frequency in frequencies.items():
            articles[number].append(article)
            impacts[number].append(round(frequency / (frequency + slack) * IMPACT_STEPS))
    in_order = range(len(draft.terms))
    return {
        "posting_starts": packed_numbers(_starts(len(articles[number]) for number in in_order)),
        "posting_articles": packed_numbers(article for number in in_order for article in articles[number]),
        "posting_impacts": packed_numbers(impact for number in in_order for impact in impacts[number]),
    }


def _length(frequencies: Mapping[int, float]) -> float:
    return sum(frequencies.values())


def _packed_passages(draft: _Draft, weights: Sequence[float]) -> dict[str, bytes]:
    distinct = [set(passage) for passage in draft.passages]
    return {
        "article_lengths": packed_floats(_length(frequencies) for frequencies in draft.frequencies_of_article),
        "article_starts": packed_numbers(_starts(draft.passages_of_article)),
        "passage_starts": packed_numbers(_starts(map(len, draft.passages))),
        "passage_terms": packed_numbers(number for passage in draft.passages for number in passage),
        "passage_fields": packed_numbers(draft.fields),
        "passage_senses": _packed_senses(draft.senses),
        "article_senses": _packed_senses(draft.senses_of_article),
        "passage_norms": packed_floats(sqrt(sum(weights[number] ** 2 for number in passage)) for passage in distinct),
    }


def _packed_senses(in_order: Iterable[Sense]) -> bytes:
    return b"".join(array("b", sense).tobytes() for sense in in_order)


def _packed_grams(draft: _Draft) -> dict[str, bytes]:
    by_gram = terms_by_gram(draft.terms)
    return {
        "grams": "\n".join(by_gram).encode(),
        "gram_starts": packed_numbers(_starts(map(len, by_gram.values()))),
        "gram_terms": packed_numbers(number for numbers in by_gram.values() for number in numbers),
    }


def _starts(lengths: Iterable[int]) -> list[int]:
    """Where each of several runs begins when they are laid end to end, and where the last one ends."""
    return list(accumulate(lengths, initial=0))
