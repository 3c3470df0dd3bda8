"""What a message may carry beside its text."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article that an answer is taken from: `passage` is the text that fits the question best, `score` in [0, 1]."""

    article_id: str
    title: str
    slug: str
    passage: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BotAnswer:
    """Why the bot has answered as it has. `raw_confidence` is before the tenant's calibration."""

    confidence: float
    raw_confidence: float
    threshold: float
    provider: str
    sources: tuple[Source, ...] = ()
    offers_human: bool = False


class FormKind(StrEnum):
    """How the visitor is to answer."""

    CHOICE = "choice"
    TEXT = "text"
    EMAIL = "email"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A question. It is answered by an ordinary message: a choice by its label."""

    kind: FormKind
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article that is shared in a conversation, as it was called then."""

    id: str
    title: str
    slug: str
    excerpt: str
