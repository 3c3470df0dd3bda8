"""Steps at which somebody else goes first, or the invocation dies."""

from collections.abc import Callable


class Killed(BaseException):
    """The invocation ends here, as if its process were gone."""


class Interruption:
    """Give it to `make_desk` as `step`. Once armed it acts before the n-th call; what it does is not interrupted."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._left: int | None = None
        self._action: Callable[[], object] = lambda: None

    def arm(self, before_call: int, action: Callable[[], object]) -> None:
        self.calls.clear()
        self._left = before_call
        self._action = action

    def kill(self, before_call: int) -> None:
        self.arm(before_call, _die)

    @property
    def armed(self) -> bool:
        """Whether the call that it waits for has not come yet."""
        return self._left is not None

    def disarm(self) -> None:
        self._left = None

    def __call__(self, name: str, /) -> None:
        self.calls.append(name)
        if self._left is None:
            return
        self._left -= 1
        if self._left <= 0:
            self.disarm()
            self._action()


def _die() -> None:
    raise Killed
