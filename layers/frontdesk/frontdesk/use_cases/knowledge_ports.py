"""What the knowledge base needs beside the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from frontdesk.domain.answering.gate import MOST_SUGGESTIONS, Decision
from frontdesk.domain.article import Article, ArticleSummary, Tally
from frontdesk.domain.outcome import AnswerOutcome
from frontdesk.domain.unanswered_question import UnansweredQuestion
from frontdesk.use_cases.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWish:
    """Which articles a list shows: those with each of `terms` as the beginning of a word, where there are any."""

    published: bool | None = None
    tag: str | None = None
    locale: str | None = None
    terms: tuple[str, ...] = ()

    def wants_all(self) -> bool:
        return self == ArticleWish()


class Articles(Protocol):
    """The articles of each tenant. What visitors made of them is no part of them, and does not change them."""

    def get(self, tenant_id: str, article_id: str) -> Article | None:
        """By a strongly consistent read."""

    def by_slug(self, tenant_id: str, slug: str) -> Article | None:
        """By strongly consistent reads."""

    def several(self, tenant_id: str, article_ids: Iterable[str]) -> Mapping[str, Article]:
        """Those that there are, by their ids, by a read that may be a moment behind."""

    def with_slugs(self, tenant_id: str, slugs: Iterable[str]) -> Mapping[str, Article]:
        """Those that there are, by their slugs."""

    def listed(self, tenant_id: str, wish: ArticleWish, cursor: str | None, limit: int) -> Page[ArticleSummary]:
        """Those that were changed last come first, by reads that may be a moment behind.

        A page is full however many the wish drops, as long as a few reads suffice for that; then it may be shorter,
        or empty, and `next_cursor` alone tells the end.
        """

    def whole(self, tenant_id: str, *, published: bool | None = None) -> Iterable[Article]:
        """All of them, or the published or unpublished ones, one after the other as they are read, consistently."""

    def tallies(self, tenant_id: str, article_ids: Sequence[str]) -> Mapping[str, Tally]:
        """Of those that there are, by their ids."""

    def add(self, article: Article) -> None:
        """Raises NameTaken where another of the tenant has the slug."""

    def edit(self, before: Article, after: Article) -> bool:
        """False when it is no longer `before.version` that is stored. Raises NameTaken."""

    def remove(self, article: Article) -> bool:
        """False when it is no longer `article.version` that is stored."""

    def count_view(self, tenant_id: str, article_id: str) -> None:
        """One more, however many count at once. What is gone is not counted."""

    def vote(self, tenant_id: str, article_id: str, visitor_id: str, *, helpful: bool) -> bool:
        """Count the visitor's vote, in the place of an earlier one. False when another vote came at that instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSource:
    """A published article that may answer. `passage` is what of it to show, `matched` what in it is like the question.

    `score` in [0, 1] is its share of what speaks for any article; `reasons` are the figures behind it, by their names
    in `domain/answering/features.py`.
    """

    article_id: str
    title: str
    slug: str
    passage: str
    score: float
    matched: str = ""
    reasons: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`sources` best first, none where nothing fits; the confidence is the chance that the first one answers.

    `raw_confidence` is before the tenant's own correction: what an outcome is to be stored with.
    """

    decision: Decision
    confidence: float = 0.0
    raw_confidence: float = 0.0
    human_requested: bool = False
    sources: tuple[FoundSource, ...] = ()


class Knowledge(Protocol):
    def ask(self, tenant_id: str, question: str, threshold: float, *, most: int = MOST_SUGGESTIONS) -> Found:
        """With `most` sources at most. Raises Busy."""


class Outcomes(Protocol):
    def record(self, outcome: AnswerOutcome) -> bool:
        """In the place of an earlier one of the same answer; False where that weighs more."""

    def latest(self, tenant_id: str, limit: int) -> Sequence[AnswerOutcome]:
        """Those of the latest answers, the latest first, by a strongly consistent read."""


class UnansweredQuestions(Protocol):
    """A tenant has few of them. One that has not been asked for its retention is gone."""

    def get(self, tenant_id: str, question_id: str) -> UnansweredQuestion | None:
        """By a strongly consistent read."""

    def of_tenant(self, tenant_id: str) -> Sequence[UnansweredQuestion]: ...

    def put(self, question: UnansweredQuestion) -> bool:
        """False when it is not the version before that is stored; before the first there is none."""

    def remove(self, tenant_id: str, question_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class KnowledgeDesk:
    """What answers are made of, and what becomes of them."""

    articles: Articles
    knowledge: Knowledge
    outcomes: Outcomes
    questions: UnansweredQuestions
