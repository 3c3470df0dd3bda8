"""A use case called as the HTTP API calls it: a refusal is an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from frontdesk.domain.errors import Refusal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    value: T


@dataclass(frozen=True, slots=True)
class Refused:
    code: str


Tried: TypeAlias = Done[T] | Refused


def attempt(work: Callable[[], T]) -> Tried[T]:
    try:
        return Done(work())
    except Refusal as refusal:
        return Refused(refusal.code)
