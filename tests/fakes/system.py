"""A clock that is moved by hand, and secrets that are the same in every run."""

from datetime import UTC, datetime, timedelta

from tests.fakes.step import Step, no_step

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class FakeClock:
    """Whoever pauses moves the clock on, so that waiting costs a test nothing."""

    def __init__(self, step: Step = no_step, start: datetime = START) -> None:
        self.step = step
        self._now = start

    def now(self) -> datetime:
        return self._now

    def pause(self, longest_seconds: float) -> None:
        self.step("clock.pause")
        self.advance(seconds=longest_seconds)

    def advance(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        self._now += timedelta(seconds=seconds, minutes=minutes, hours=hours, days=days)


class FakeSecrets:
    def __init__(self) -> None:
        self._given = 0

    def identifier(self) -> str:
        return f"id-{self._next():04d}"

    def token(self, bits: int) -> str:
        return f"token-{bits}-{self._next():04d}"

    def _next(self) -> int:
        self._given += 1
        return self._given
