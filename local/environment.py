"""An environment for each function although all of them share one process.

`os.environ` is replaced by a view that looks first into the variables of the function that is being run, which
belong to the running context, and then into those of the process.
"""

import os
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar

_OF_FUNCTION: ContextVar[Mapping[str, str] | None] = ContextVar("function_environment", default=None)


class FunctionEnvironment(MutableMapping[str, str]):
    def __init__(self, process: MutableMapping[str, str]) -> None:
        self._process = process

    def __getitem__(self, name: str) -> str:
        own = _OF_FUNCTION.get()
        return own[name] if own is not None and name in own else self._process[name]

    def __setitem__(self, name: str, value: str) -> None:
        self._process[name] = value

    def __delitem__(self, name: str) -> None:
        del self._process[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._process, **(_OF_FUNCTION.get() or {})})

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def copy(self) -> dict[str, str]:
        return dict(self)


def install() -> None:
    if not isinstance(os.environ, FunctionEnvironment):
        os.environ = FunctionEnvironment(os.environ)  # type: ignore[assignment]  # noqa: B003 - the view is the point


@contextmanager
def environment_of(variables: Mapping[str, str]) -> Iterator[None]:
    token = _OF_FUNCTION.set(variables)
    try:
        yield
    finally:
        _OF_FUNCTION.reset(token)
