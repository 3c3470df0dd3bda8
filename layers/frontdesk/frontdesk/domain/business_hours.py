"""When a widget's people are there.

A clock on the wall of the widget's time zone decides. What it never shows, because it is put forward, is no time to be
open at; what it shows twice, because it is put back, is twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MIDNIGHT = 24 * 60
WEEK = 7


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Open from `opens` until before `closes`, in minutes of the day. One that closes no later than it opens ends on
    the day after; `closes` may be 24:00."""

    opens: int
    closes: int

    @property
    def end(self) -> int:
        """`closes`, counted from the midnight before `opens`."""
        return self.closes if self.closes > self.opens else self.closes + MIDNIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day with hours of its own; without any, closed."""

    date: date
    name: str | None = None
    intervals: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessHours:
    """`week` begins on Monday. An interval belongs to the day on which it opens: the night before a holiday is not cut
    short by it."""

    time_zone: str
    week: tuple[tuple[Interval, ...], ...]
    holidays: tuple[Holiday, ...] = ()

    def is_open(self, at: datetime) -> bool:
        return self._shown_open(at.astimezone(self._zone).replace(tzinfo=None))

    def next_opening(self, after: datetime) -> datetime | None:
        """The first moment from `after` on at which it is open; None where there is none."""
        if self.is_open(after):
            return after
        for day in self._days(after.astimezone(self._zone).date()):
            openings = [at for at in self._turns(day, day + DAY) if at > after and self.is_open(at)]
            if openings:
                return min(openings).astimezone(after.tzinfo)
        return None

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def _shown_open(self, wall: datetime) -> bool:
        """Whether it is open while the clock on the wall shows this."""
        for day in (wall.date(), wall.date() - DAY):
            minute = (wall - datetime.combine(day, time())) / timedelta(minutes=1)
            if any(interval.opens <= minute < interval.end for interval in self._intervals(day)):
                return True
        return False

    def _intervals(self, day: date) -> Sequence[Interval]:
        for holiday in self.holidays:
            if holiday.date == day:
                return holiday.intervals
        return self.week[day.weekday()]

    def _days(self, first: date) -> Iterator[date]:
        """The days on which it may open next, in order: as many weeks as holidays can keep it closed for, and one."""
        weeks = len(self.holidays) + 1 if any(self.week) else 0
        regular = {first + DAY * number for number in range(weeks * WEEK + 1)}
        special = {holiday.date for holiday in self.holidays if holiday.date >= first and holiday.intervals}
        yield from sorted(regular | special)

    def _turns(self, *days: date) -> Iterator[datetime]:
        """Every moment of these days at which it can open: as the hours say, or when the clock is put on or back."""
        for day in days:
            for interval in self._intervals(day):
                wall = datetime.combine(day, time()) + timedelta(minutes=interval.opens)
                for fold in (0, 1):
                    yield wall.replace(tzinfo=self._zone, fold=fold).astimezone(UTC)
            yield from self._clock_changes(day)

    def _clock_changes(self, day: date) -> Iterator[datetime]:
        """The moments of the day at which the zone's clocks are changed, to the second."""
        before, after = (
            datetime.combine(midnight, time(), self._zone).astimezone(UTC) for midnight in (day, day + DAY)
        )
        while after - before > timedelta(seconds=1):
            middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
            if self._offset(before) != self._offset(middle):
                after = middle
            elif self._offset(middle) != self._offset(after):
                before = middle
            else:
                return
        yield after

    def _offset(self, at: datetime) -> timedelta | None:
        return at.astimezone(self._zone).utcoffset()
