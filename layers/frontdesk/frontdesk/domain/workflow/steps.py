"""What a workflow consists of: steps by their ids, and the one that it starts with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from frontdesk.domain.vocabulary import Priority

# As long as an attribute of a conversation may be.
VALUE_LENGTH = 200
ANSWER_LENGTH = 2000
# What texts and branches know of every visitor.
VISITOR_NAME = "visitor_name"
VISITOR_EMAIL = "visitor_email"


class Locale(StrEnum):
    """The language of the sentences that a workflow does not word itself."""

    EN = "en"
    ID = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    text: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """The visitor reads `label`; what is remembered is `value`."""

    value: str
    label: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    text: str
    options: tuple[Option, ...]
    attribute: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    min_length: int = 1
    max_length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailRule:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRule:
    min: Decimal | None = None
    max: Decimal | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    min: date | None = None
    max: date | None = None


Rule = TextRule | EmailRule | NumberRule | DateRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question; `rule` tells what is an answer to it."""

    text: str
    rule: Rule
    next: str
    attribute: str | None = None
    error: str | None = None


class Comparison(StrEnum):
    EQUALS = "equals"
    ONE_OF = "one_of"
    CONTAINS = "contains"
    GREATER = "greater"
    LESS = "less"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`bound` is for greater and less, `values` for the others."""

    when: Comparison
    values: tuple[str, ...] = ()
    bound: Decimal = Decimal(0)
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """The first case that holds leads on, else `otherwise`."""

    attribute: str
    cases: tuple[Case, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class RouteToDepartment:
    department_id: str


@dataclass(frozen=True, slots=True)
class RouteToAgent:
    agent_id: str


@dataclass(frozen=True, slots=True)
class RouteToBot:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTicket:
    """Without a subject or a priority the ticket has those that the conversation gives it."""

    subject: str | None = None
    category: str | None = None
    priority: Priority | None = None
    resolve: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where it does not `resolve`, the conversation stays open, and what the visitor writes next is for people."""

    resolve: bool = True


@dataclass(frozen=True, slots=True)
class CallPerson:
    """No step: the visitor has asked for a person instead of answering."""


Asking = Choose | Ask
Ending = RouteToDepartment | RouteToAgent | RouteToBot | CreateTicket | End
Effect = Ending | CallPerson
Step = Say | Choose | Ask | Branch | Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """`expects` are the attributes that a conversation may bring with it, such as those of a pre-chat form."""

    start: str
    steps: Mapping[str, Step]
    expects: tuple[str, ...] = ()
    locale: Locale = Locale.EN


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the visitor before the first step."""

    visitor_name: str | None = None
    visitor_email: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


NOBODY = Facts()
