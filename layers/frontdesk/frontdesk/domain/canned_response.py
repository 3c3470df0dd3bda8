"""A saved reply, with variables that each conversation fills."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontdesk.domain.article import SLUG
from frontdesk.domain.errors import InvalidInput

ARTICLE = re.compile(rf"article:\s*({SLUG.pattern})")
PLACE = re.compile(r"\{\{([^{}]*)\}\}")
SHOWN = 40
# Each is looked up when the response is used.
QUOTED_ARTICLES = 5


class Variable(StrEnum):
    VISITOR_NAME = "visitor_name"
    VISITOR_FIRST_NAME = "visitor_first_name"
    VISITOR_EMAIL = "visitor_email"
    AGENT_NAME = "agent_name"
    AGENT_FIRST_NAME = "agent_first_name"
    COMPANY_NAME = "company_name"
    PAGE_TITLE = "page_title"
    PAGE_URL = "page_url"


KNOWN = frozenset(Variable)


@dataclass(frozen=True, slots=True)
class Filled:
    """`missing` are the variables that have no value here; in `text` they stand as they were written."""

    response_id: str
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedResponse:
    """`shortcut` is the tenant's one name for it. Without a department it is everybody's."""

    tenant_id: str
    id: str
    shortcut: str
    title: str
    body: str
    department_id: str | None = None
    usage_count: int = 0
    updated_at: datetime

    @property
    def variables(self) -> tuple[str, ...]:
        """Those that stand in the body, in order, each once."""
        return tuple(dict.fromkeys(_names(self.body)))

    @property
    def articles(self) -> tuple[str, ...]:
        """The slugs of those that the body quotes."""
        found = (ARTICLE.fullmatch(name) for name in self.variables)
        return tuple(dict.fromkeys(each[1] for each in found if each))

    def matches(self, words: str) -> bool:
        """Whether each of the words is part of the shortcut, the title or the body, in capitals or not."""
        said = f"{self.shortcut}\n{self.title}\n{self.body}".casefold()
        return all(word in said for word in words.casefold().split())

    def filled(self, values: Mapping[Variable, str | None], quotations: Mapping[str, str] | None = None) -> Filled:
        """`quotations` are what stands for an article, by its slug.

        A value is taken as it is: what looks like a variable in it is none.
        """
        given = {name.value: value for name, value in values.items() if value}
        for name in self.variables:
            quoted = ARTICLE.fullmatch(name)
            if quoted and quotations and quoted[1] in quotations:
                given[name] = quotations[quoted[1]]
        text = PLACE.sub(lambda place: given.get(place[1].strip(), place[0]), self.body)
        return Filled(self.id, text, tuple(name for name in self.variables if name not in given))


def check_body(body: str, limit: int) -> None:
    """Raises InvalidInput where a message could not hold the body, or a variable in it could never be filled."""
    if len(body) > limit:
        raise InvalidInput("body", f"A canned response holds up to {limit} characters; this one has {len(body)}.")
    unknown = next((name for name in _names(body) if name not in KNOWN and not ARTICLE.fullmatch(name)), None)
    if unknown is not None:
        raise InvalidInput("body", f"{{{{{unknown[:SHOWN]}}}}} is not a variable. {_known_ones()}")
    if len({name for name in _names(body) if ARTICLE.fullmatch(name)}) > QUOTED_ARTICLES:
        raise InvalidInput("body", f"A canned response quotes up to {QUOTED_ARTICLES} articles.")
    rest = PLACE.sub("", body)
    if "{{" in rest or "}}" in rest:
        raise InvalidInput("body", f"A variable begins with {{{{ and ends with }}}}. {_known_ones()}")


def first_name(name: str | None) -> str | None:
    return next(iter((name or "").split()), None)


def _names(body: str) -> Iterator[str]:
    return (place[1].strip() for place in PLACE.finditer(body))


def _known_ones() -> str:
    return f"You can use: {', '.join(f'{{{{{name}}}}}' for name in Variable)}, and {{{{article:slug}}}}."
