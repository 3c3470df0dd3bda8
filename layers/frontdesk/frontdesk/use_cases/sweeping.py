"""What the sweeps of the timers have in common."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from frontdesk.domain.errors import Busy

T = TypeVar("T")


def each(items: Iterable[T], work: Callable[[T], object]) -> int:
    """How many of them the work was done for, and came to something. One that cannot be changed now is left to the
    next sweep: it must not hold up the others."""
    return sum(_done(item, work) for item in items)


def _done(item: T, work: Callable[[T], object]) -> bool:
    try:
        return bool(work(item))
    except Busy:
        return False
