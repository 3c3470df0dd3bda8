"""Whole days of a time zone, and the hours, weeks and months within them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdesk.domain.errors import InvalidInput

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
DEFAULT_DAYS = 30
MOST_DAYS = 92
MOST_DAYS_BY_HOUR = 14


class Interval(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` until before `end`, both in UTC."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, which belongs to them, as the clocks of the zone show them."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def number(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def period(self) -> Period:
        return Period(self._midnight(self.first), self._midnight(self.last + DAY))

    def before(self) -> "Days":
        """As many days, up to the first of these."""
        return Days(self.first - DAY * self.number, self.first - DAY, self.zone)

    def cut(self, interval: Interval) -> Sequence[Period]:
        """The first and the last week or month may be a part of one."""
        if interval is Interval.HOUR:
            whole = self.period
            hours = -(-(whole.end - whole.start) // HOUR)
            edges = [min(whole.end, whole.start + HOUR * number) for number in range(hours + 1)]
        else:
            firsts = [day for day in self._each() if day == self.first or _begins(interval, day)]
            edges = [self._midnight(day) for day in (*firsts, self.last + DAY)]
        return [Period(start, end) for start, end in pairwise(edges)]

    def _each(self) -> list[date]:
        return [self.first + DAY * number for number in range(self.number)]

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)


def asked_days(first: date | None, last: date | None, interval: Interval, zone: ZoneInfo, now: datetime) -> Days:
    """Raises InvalidInput. Without a last day it is today, without a first one thirty days up to the last."""
    until = last or now.astimezone(zone).date()
    if not date(1970, 1, 1) + DAY * 2 * MOST_DAYS <= until <= date(9000, 1, 1):
        raise InvalidInput("to", "Nothing is known of that day.")
    days = Days(first or until - DAY * (DEFAULT_DAYS - 1), until, zone)
    most = MOST_DAYS_BY_HOUR if interval is Interval.HOUR else MOST_DAYS
    if interval is Interval.HOUR and first is None:
        days = Days(until, until, zone)
    if days.number < 1:
        raise InvalidInput("from", "The first day is later than the last.")
    if days.number > most:
        raise InvalidInput("from", f"By {interval}, up to {most} days can be looked at; these are {days.number}.")
    return days


def zone_of(name: str) -> ZoneInfo:
    """Raises InvalidInput."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput("time_zone", "This is no time zone of the IANA database, such as Asia/Jakarta.") from None


def _begins(interval: Interval, day: date) -> bool:
    return interval is Interval.DAY or (day.weekday() == 0 if interval is Interval.WEEK else day.day == 1)
