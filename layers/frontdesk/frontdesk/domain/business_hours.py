"""When a widget's people are there.

A clock on the wall of the widget's time zone decides. What it never shows, because it is put forward, is no time to be
open at; what it shows twice, because it is put back, is twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdesk.domain.errors import InvalidInput

DAY = timedelta(days=1)
MIDNIGHT = 24 * 60
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = len(WEEKDAYS)


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
        return self._shown_open(at.astimezone(self.zone).replace(tzinfo=None))

    def next_opening(self, after: datetime) -> datetime | None:
        """The first moment from `after` on at which it is open; None where there is none."""
        if self.is_open(after):
            return after
        for day in self._days(after.astimezone(self.zone).date()):
            openings = [at for at in self._turns(day, day + DAY) if at > after and self.is_open(at)]
            if openings:
                return min(openings).astimezone(after.tzinfo)
        return None

    @property
    def zone(self) -> ZoneInfo:
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
                    yield wall.replace(tzinfo=self.zone, fold=fold).astimezone(UTC)
            yield from self._clock_changes(day)

    def _clock_changes(self, day: date) -> Iterator[datetime]:
        """The moments of the day at which the zone's clocks are changed, to the second."""
        before, after = (datetime.combine(midnight, time(), self.zone).astimezone(UTC) for midnight in (day, day + DAY))
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
        return at.astimezone(self.zone).utcoffset()


def check_business_hours(hours: BusinessHours, field: str = "business_hours") -> None:
    """Raises InvalidInput, naming what is wrong within `field`."""
    if not _is_time_zone(hours.time_zone):
        raise InvalidInput(f"{field}.time_zone", "This is no time zone of the IANA database, such as Asia/Jakarta.")
    named = [
        (f"{field}.week.{name}.{place}", number * MIDNIGHT, interval)
        for number, (name, day) in enumerate(zip(WEEKDAYS, hours.week, strict=True))
        for place, interval in enumerate(day)
    ]
    _check_intervals(named, turning_after=WEEK * MIDNIGHT)
    for place, holiday in enumerate(hours.holidays):
        within = f"{field}.holidays.{place}"
        if any(holiday.date == earlier.date for earlier in hours.holidays[:place]):
            raise InvalidInput(f"{within}.date", "This day is a holiday already.")
        _check_intervals([(f"{within}.hours.{at}", 0, interval) for at, interval in enumerate(holiday.intervals)])


def _check_intervals(named: Sequence[tuple[str, int, Interval]], *, turning_after: int | None = None) -> None:
    """Each with its field, and the midnight that it is counted from; in a week that turns, Sunday meets Monday."""
    for field, _, interval in named:
        if interval.opens == interval.closes:
            raise InvalidInput(f"{field}.closes", "It closes when it opens. A whole day is 00:00 to 24:00.")
    spans = sorted((start + interval.opens, start + interval.end, field) for field, start, interval in named)
    following = spans[1:]
    if turning_after is not None and spans:
        opens, ends, field = spans[0]
        following = [*following, (opens + turning_after, ends + turning_after, field)]
    for (_, ends, _), (opens, _, field) in zip(spans, following, strict=False):
        if opens < ends:
            raise InvalidInput(f"{field}.opens", "It overlaps with the hours before it.")


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
