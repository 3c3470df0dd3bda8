"""Days of a time zone, and what they are cut into."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.analytics.period import Days, Interval, Period, asked_days, zone_of
from frontdesk.domain.errors import InvalidInput

JAKARTA, KOLKATA, BERLIN = (ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Kolkata", "Europe/Berlin"))
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
zones = st.sampled_from(["UTC", "Asia/Kolkata", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])


def test_days_begin_when_the_clocks_of_the_zone_say_so() -> None:
    days = Days(date(2026, 11, 21), date(2026, 11, 22), KOLKATA)
    assert days.period == Period(datetime(2026, 11, 20, 18, 30, tzinfo=UTC), datetime(2026, 11, 22, 18, 30, tzinfo=UTC))


def test_a_day_on_which_the_clocks_are_put_back_has_25_hours() -> None:
    sunday = Days(date(2026, 10, 25), date(2026, 10, 25), BERLIN)
    assert len(sunday.cut(Interval.HOUR)) == 25


def test_the_days_before_are_as_many() -> None:
    days = Days(date(2026, 11, 8), date(2026, 11, 14), JAKARTA)
    assert days.before() == Days(date(2026, 11, 1), date(2026, 11, 7), JAKARTA)


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    days = Days(date(2026, 10, 28), date(2026, 11, 10), ZoneInfo("UTC"))
    assert [part.start.date().isoformat() for part in days.cut(Interval.WEEK)] == [
        "2026-10-28",
        "2026-11-02",
        "2026-11-09",
    ]
    assert [part.start.day for part in days.cut(Interval.MONTH)] == [28, 1]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 13), zones, st.sampled_from(Interval))
def test_the_parts_are_the_whole_without_gap_or_overlap(first: date, more: int, zone: str, interval: Interval) -> None:
    days = Days(first, first + timedelta(days=more), ZoneInfo(zone))
    parts = days.cut(interval)
    assert (parts[0].start, parts[-1].end) == (days.period.start, days.period.end)
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert all(part.start < part.end for part in parts)


def test_without_days_the_last_thirty_are_meant_as_the_zone_counts_them() -> None:
    days = asked_days(None, None, Interval.DAY, JAKARTA, NOW)
    assert (days.last, days.number) == (date(2026, 11, 23), 30)


def test_by_hour_today_is_meant() -> None:
    assert asked_days(None, None, Interval.HOUR, JAKARTA, NOW).number == 1


@pytest.mark.parametrize(
    ("first", "last", "interval", "field"),
    [
        (date(2026, 11, 2), date(2026, 11, 1), Interval.DAY, "from"),
        (date(2026, 1, 1), date(2026, 11, 1), Interval.MONTH, "from"),
        (date(2026, 11, 1), date(2026, 11, 20), Interval.HOUR, "from"),
        (None, date.max, Interval.DAY, "to"),
        (date.min, date.min, Interval.DAY, "to"),
    ],
)
def test_what_cannot_be_looked_at_is_refused_by_its_name(
    first: date | None, last: date, interval: Interval, field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        asked_days(first, last, interval, JAKARTA, NOW)
    assert refusal.value.field == field


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "Asia", ""])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        zone_of(name)
