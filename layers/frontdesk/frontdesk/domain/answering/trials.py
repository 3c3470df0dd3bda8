"""A knowledge base on trial: its own texts asked of it as if they were questions.

First the articles lose their titles, then a sentence or an example each, and just that is asked: the article is to be
found by what is left of it. Nobody has to label these questions, and they are about what this knowledge base is about.
What is asked of an article follows from its title, so that it stays the same whatever comes and goes beside it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from frontdesk.domain.answering.article import Article, sentences_of
from frontdesk.domain.answering.candidates import find_candidates
from frontdesk.domain.answering.features import Comparison, compare
from frontdesk.domain.answering.index import Index
from frontdesk.domain.answering.question import Question, read_question

# What bounds the time that it takes: articles, and questions of each kind.
MOST_ARTICLES, MOST_TRIALS = 1000, 150
# In each, every article lacks another sentence or example: where articles are few, one would leave much to chance.
MOST_ROUNDS = 4
# What is shorter or longer is hardly like a question.
_FEWEST_WORDS, _MOST_WORDS = 3, 25

IndexOf = Callable[[Iterable[Article]], Index]
Parted = tuple[Article, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """What was asked, the candidates found, and which of them is the article that it was taken from.

    `share` is what it counts; those of titles count half together, and so do the others.
    """

    question: Question
    comparisons: list[Comparison]
    right: list[bool]
    share: float = 0.0


def hold_trials(articles: Sequence[Article], index_of: IndexOf) -> list[Trial]:
    tried = sorted(articles, key=lambda article: (_draw(article), article.id))[:MOST_ARTICLES]
    rounds = min(MOST_ROUNDS, MOST_TRIALS // len(tried)) if tried else 0
    titles = _held([_without_title(article) for article in tried], tried, index_of)
    others = [
        trial
        for turn in range(max(1, rounds))
        for trial in _held([_without_passage(article, turn) for article in tried], tried, index_of)
    ]
    return [replace(trial, share=0.5 / len(kind)) for kind in (titles, others) for trial in kind]


def _draw(article: Article) -> int:
    """As good as by lot, and the same each time."""
    return crc32(article.title.encode())


def _held(parted: Sequence[Parted | None], articles: Sequence[Article], index_of: IndexOf) -> list[Trial]:
    asked = [parts for parts in parted if parts][:MOST_TRIALS]
    if not asked:
        return []
    index = index_of(parts[0] if parts else article for parts, article in zip(parted, articles, strict=True))
    held = (_trial(text, article.id, index) for article, text in asked)
    return [trial for trial in held if trial.comparisons]


def _trial(text: str, article_id: str, index: Index) -> Trial:
    question = read_question(text, index)
    candidates = find_candidates(question, index) if question.weight else []
    return Trial(
        question,
        [compare(question, candidate, index) for candidate in candidates],
        [index.article_id(candidate.article) == article_id for candidate in candidates],
    )


def _without_title(article: Article) -> Parted | None:
    """The article with its next passage in place of the title, and the title."""
    body = sentences_of(article.body)
    if body:
        return replace(article, title=body[0], body="\n".join(body[1:])), article.title
    if article.examples:
        return replace(article, title=article.examples[0], examples=article.examples[1:]), article.title
    return None


def _without_passage(article: Article, turn: int) -> Parted | None:
    """The article without one of its examples, or of its sentences where it has none, and that; each turn another."""
    if article.examples:
        chosen = (_draw(article) + turn) % len(article.examples)
        rest = article.examples[:chosen] + article.examples[chosen + 1 :]
        return (replace(article, examples=rest), article.examples[chosen]) if turn < len(article.examples) else None
    body = sentences_of(article.body)
    like_questions = [at for at, text in enumerate(body) if _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS]
    if len(body) < 2 or turn >= len(like_questions):
        return None
    chosen = like_questions[(_draw(article) + turn) % len(like_questions)]
    return replace(article, body="\n".join(body[:chosen] + body[chosen + 1 :])), body[chosen]
