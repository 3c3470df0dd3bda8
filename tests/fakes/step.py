"""What happens just before each call of a port."""

from collections.abc import Callable
from typing import Protocol

Lag = Callable[[], int]


class Step(Protocol):
    def __call__(self, name: str, /) -> None:
        """Called with the port's and the method's name, as in `log.append`, before the method does anything."""


def no_step(_name: str, /) -> None:
    """Nothing comes between."""


def no_lag() -> int:
    """A read that need not be consistent is as fresh as one that is."""
    return 0
