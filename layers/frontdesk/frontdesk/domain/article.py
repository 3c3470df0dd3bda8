"""A knowledge-base entry: agents write it, visitors read it, the bot answers from it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Self
from unicodedata import combining, normalize
from unicodedata import name as name_of

from frontdesk.domain.answering.article import Article as AnsweringArticle
from frontdesk.domain.article_text import excerpt_of, one_line, tidy
from frontdesk.domain.message_parts import ArticleCard
from frontdesk.domain.party import Party
from frontdesk.domain.search_words import words_in

TITLE_LENGTH = 200
BODY_LENGTH = 50_000
SLUG_LENGTH = 80
TAGS = 20
TAG_LENGTH = 40
EXAMPLES = 50
EXAMPLE_LENGTH = 300
LOCALE_LENGTH = 35
DEFAULT_LOCALE = "en"
# A list pays for the words of every article that it looks into.
WORDS_BYTES = 4096

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LOCALE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
NO_SLUG_CHARACTERS = re.compile(r"[^a-z0-9]+")
NAMELESS = "article"
HASHED = 12

# What people write of an article: `version` grows with each change of it.
WRITTEN = ("title", "slug", "body", "tags", "locale", "examples", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What visitors made of an article."""

    views: int = 0
    helpful: int = 0
    unhelpful: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """What a list shows of an article."""

    tenant_id: str
    id: str
    title: str
    slug: str
    excerpt: str
    tags: tuple[str, ...]
    locale: str
    published: bool
    created_at: datetime
    updated_at: datetime
    updated_by: Party
    version: int

    def title_has(self, terms: Iterable[str]) -> bool:
        """Whether each of the terms is the beginning of one of the title's words."""
        words = words_in(self.title)
        return all(any(word.startswith(term) for word in words) for term in terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """`slug` is the tenant's one name for it. `examples` are other phrasings of what it answers."""

    tenant_id: str
    id: str
    title: str
    slug: str
    body: str = ""
    tags: tuple[str, ...] = ()
    locale: str = DEFAULT_LOCALE
    examples: tuple[str, ...] = ()
    published: bool = False
    created_at: datetime
    created_by: Party
    updated_at: datetime
    updated_by: Party
    version: int = 1

    @property
    def excerpt(self) -> str:
        return excerpt_of(self.body)

    @property
    def words(self) -> Sequence[str]:
        """What it is found by. The title's come first: those at the end are left out where there are too many."""
        said = "\n".join((self.title, self.slug, *self.tags, *self.examples, self.body))
        return tuple(_within(words_in(said), WORDS_BYTES))

    def written(self, changes: dict[str, Any], by: Party, now: datetime) -> Self:
        """With these changes of what people write; the same object where they change nothing."""
        changed = {name: value for name, value in tidied(changes).items() if getattr(self, name) != value}
        if not changed:
            return self
        return replace(self, **changed, updated_at=now, updated_by=by, version=self.version + 1)

    def summary(self) -> ArticleSummary:
        return ArticleSummary(
            tenant_id=self.tenant_id,
            id=self.id,
            title=self.title,
            slug=self.slug,
            excerpt=self.excerpt,
            tags=self.tags,
            locale=self.locale,
            published=self.published,
            created_at=self.created_at,
            updated_at=self.updated_at,
            updated_by=self.updated_by,
            version=self.version,
        )

    def card(self) -> ArticleCard:
        """What a message that shares it carries."""
        return ArticleCard(id=self.id, title=self.title, slug=self.slug, excerpt=self.excerpt)

    def for_answering(self) -> AnsweringArticle:
        """What the answer engine reads of it."""
        return AnsweringArticle(
            id=self.id,
            title=self.title,
            body=self.body,
            tags=self.tags,
            locale=self.locale,
            examples=self.examples,
        )


def tidied(values: dict[str, Any]) -> dict[str, Any]:
    """What people write, in the one form that is kept: so that a file that was exported reads as what it came from."""
    tidy_values = dict(values)
    if "title" in values:
        tidy_values["title"] = one_line(values["title"])
    if "body" in values:
        tidy_values["body"] = tidy(values["body"])
    for name in ("tags", "examples"):
        if name in values:
            tidy_values[name] = _distinct(one_line(each) for each in values[name])
    return tidy_values


def slug_of(title: str) -> str:
    """The title in letters without accents and digits, cut between words where it is too long."""
    return _slug_in(title) or NAMELESS


def steady_slug(title: str, file_name: str) -> str:
    """The same each time that the article is brought again, and another one's as rarely as can be.

    A title in another script says too little in a slug, and so does such a file's name: what is left of them may be
    left of others too.
    """
    for text in (title, file_name):
        slug = _slug_in(text) if _is_latin(text) else ""
        if slug not in ("", NAMELESS):
            return slug
    return f"{NAMELESS}-{sha256(title.encode()).hexdigest()[:HASHED]}"


def _is_latin(text: str) -> bool:
    letters = (each for each in normalize("NFKD", text) if each.isalnum() and not each.isascii())
    return all(name_of(each, "").startswith("LATIN") for each in letters)


def _slug_in(text: str) -> str:
    plain = "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))
    slug = NO_SLUG_CHARACTERS.sub("-", plain).strip("-")
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug


def _within(words: Iterable[str], room: int) -> Iterable[str]:
    for word in words:
        room -= len(word.encode()) + 1
        if room < 0:
            return
        yield word


def _distinct(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in lines if line))
