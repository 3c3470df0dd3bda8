"""Questions to the knowledge base: trying one out, what became of answers, and what had none."""

from typing import Annotated

from pydantic import Field

from frontdesk.contract.base import CONTENT_CEILING, Id, Seq, Timestamp, Wire
from frontdesk.domain.answering.gate import DEFAULT_THRESHOLD, Decision
from frontdesk.domain.article import EXAMPLE_LENGTH

Confidence = Annotated[float, Field(ge=0, le=1)]
QuestionText = Annotated[str, Field(min_length=1, max_length=CONTENT_CEILING, pattern=r"\S")]
Phrasing = Annotated[str, Field(min_length=1, max_length=EXAMPLE_LENGTH, pattern=r"\S")]


class AskQuestion(Wire):
    question: QuestionText
    threshold: Annotated[Confidence, Field(description="From here on the bot answers")] = DEFAULT_THRESHOLD


class Reason(Wire):
    """One figure of the comparison of an article with a question."""

    name: str
    value: float
    text: Annotated[str, Field(description="What the figure says, in a sentence")]


class AnswerSource(Wire):
    article_id: Id
    title: str
    slug: str
    passage: Annotated[str, Field(description="What of the article the bot shows")]
    matched: Annotated[str, Field(description="What in the article is like the question")]
    score: Annotated[Confidence, Field(description="The article's share of what speaks for any article")]
    reasons: list[Reason]


class AskedQuestion(Wire):
    """What the bot would do with the question; the best source first."""

    decision: Decision
    would_answer: bool
    confidence: Annotated[Confidence, Field(description="The chance that the first source answers")]
    raw_confidence: Annotated[Confidence, Field(description="Before it is corrected by what became of earlier answers")]
    threshold: Confidence
    human_requested: bool
    sources: list[AnswerSource]


class RateAnswer(Wire):
    helpful: bool


class RatedAnswer(Wire):
    seq: Seq
    helpful: bool


class ConfirmAnswer(Wire):
    """This article answers what the visitor has asked."""

    article_id: Id
    add_example: Annotated[bool, Field(description="The article knows the visitor's phrasing from now on")] = False


class ConfirmedAnswer(Wire):
    outcome: Annotated[
        bool, Field(description="The bot had answered, and now it is known whether by the right article")
    ]
    example: Annotated[bool, Field(description="The article knows the visitor's phrasing")]


class UnansweredQuestion(Wire):
    """Questions of the same words as one. `article_id` is what came nearest when it was asked last."""

    id: Id
    question: Annotated[str, Field(description="As it was asked first")]
    samples: Annotated[list[str], Field(description="Some of its phrasings")]
    count: int
    first_asked_at: Timestamp
    last_asked_at: Timestamp
    conversation_id: Annotated[Id, Field(description="Where it was asked last")]
    confidence: Confidence
    article_id: Id | None = None
    article_title: str | None = None


class UnansweredQuestionPage(Wire):
    items: list[UnansweredQuestion]
    next_cursor: str | None = None


class AnswerByArticle(Wire):
    """The article answers the question from now on: by its first phrasing, where no other is given."""

    article_id: Id
    phrasing: Phrasing | None = None


class TaughtArticle(Wire):
    article_id: Id
    title: str
    examples: list[str]
