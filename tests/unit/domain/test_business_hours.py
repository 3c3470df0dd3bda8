"""When people are there: on any day, at night, on holidays, and when clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from frontdesk.domain.business_hours import BusinessHours, Holiday, Interval, check_business_hours
from frontdesk.domain.errors import InvalidInput

HOUR = 60
MINUTE = timedelta(minutes=1)
NEVER = ((),) * 7
EVERY_DAY = ((Interval(0, 24 * HOUR),),) * 7
ZONES = ("UTC", "Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")


def hours(*week: tuple[Interval, ...], zone: str = "UTC", holidays: tuple[Holiday, ...] = ()) -> BusinessHours:
    return BusinessHours(time_zone=zone, week=(*week, *NEVER[len(week) :]), holidays=holidays)


def at(text: str, zone: str = "UTC", fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


OFFICE = hours(*((Interval(9 * HOUR, 12 * HOUR), Interval(13 * HOUR, 17 * HOUR)),) * 5)
BAR = hours(*((),) * 4, (Interval(22 * HOUR, 6 * HOUR),), zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-01-05 08:59", False),
        ("2026-01-05 09:00", True),
        ("2026-01-05 12:00", False),
        ("2026-01-05 13:00", True),
        ("2026-01-05 16:59", True),
        ("2026-01-05 17:00", False),
        ("2026-01-10 10:00", False),
    ],
)
def test_a_day_has_several_intervals_and_each_ends_before_its_closing(moment: str, is_open: bool) -> None:
    assert OFFICE.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-01-09 21:59", False),
        ("2026-01-09 22:00", True),
        ("2026-01-10 05:59", True),
        ("2026-01-10 06:00", False),
        ("2026-01-09 05:00", False),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(moment: str, is_open: bool) -> None:
    assert BAR.is_open(at(moment, "Europe/Berlin")) is is_open


def test_a_whole_week_is_never_closed() -> None:
    always = BusinessHours(time_zone="America/New_York", week=EVERY_DAY)
    for day in range(400):
        moment = at("2026-01-01 00:00") + timedelta(days=day, minutes=day * 7)
        assert always.is_open(moment)
        assert always.next_opening(moment) == moment


def test_a_holiday_is_closed_or_has_hours_of_its_own() -> None:
    short = Holiday(date=date(2026, 1, 6), name="Epiphany", intervals=(Interval(10 * HOUR, 11 * HOUR),))
    closed = Holiday(date=date(2026, 1, 7))
    known = BusinessHours(time_zone="UTC", week=OFFICE.week, holidays=(closed, short))
    assert not known.is_open(at("2026-01-06 09:30"))
    assert known.is_open(at("2026-01-06 10:30"))
    assert not known.is_open(at("2026-01-07 10:30"))
    assert known.next_opening(at("2026-01-06 11:00")) == at("2026-01-08 09:00")


def test_a_holiday_does_not_cut_the_night_before_it_short() -> None:
    holiday = Holiday(date=date(2026, 1, 10))
    known = BusinessHours(time_zone=BAR.time_zone, week=BAR.week, holidays=(holiday,))
    assert known.is_open(at("2026-01-10 03:00", "Europe/Berlin"))


def test_the_next_opening_is_found_behind_many_holidays_and_told_in_the_time_zone_that_asks() -> None:
    mondays = hours((Interval(9 * HOUR, 10 * HOUR),), zone="Asia/Jakarta")
    off = tuple(Holiday(date=date(2026, 1, 5) + timedelta(weeks=week)) for week in range(60))
    known = BusinessHours(time_zone="Asia/Jakarta", week=mondays.week, holidays=off)
    found = known.next_opening(at("2026-01-01 00:00"))
    assert found == at("2027-03-01 09:00", "Asia/Jakarta")
    assert found is not None
    assert found.tzinfo is UTC


def test_where_it_is_never_open_there_is_no_next_opening() -> None:
    assert hours().next_opening(at("2026-01-01 00:00")) is None


def test_a_holiday_far_away_may_be_the_only_opening() -> None:
    fair = Holiday(date=date(2035, 5, 1), intervals=(Interval(8 * HOUR, 20 * HOUR),))
    assert hours(holidays=(fair,)).next_opening(at("2026-01-01 00:00")) == at("2035-05-01 08:00")
    assert hours(holidays=(fair,)).next_opening(at("2035-05-01 20:00")) is None


# Berlin puts its clocks on from 02:00 to 03:00 on 29 March 2026, and back from 03:00 to 02:00 on 25 October.
SUNDAY_NIGHT = hours(*((),) * 6, (Interval(2 * HOUR + 30, 5 * HOUR),), zone="Europe/Berlin")
IN_THE_GAP = hours(*((),) * 6, (Interval(2 * HOUR, 2 * HOUR + 45),), zone="Europe/Berlin")
TWICE = hours(*((),) * 6, (Interval(2 * HOUR, 2 * HOUR + 30),), zone="Europe/Berlin")


def test_what_begins_in_an_hour_that_is_left_out_begins_when_the_clock_goes_on() -> None:
    assert SUNDAY_NIGHT.next_opening(at("2026-03-29 00:00", "Europe/Berlin")) == at("2026-03-29 01:00")
    assert not SUNDAY_NIGHT.is_open(at("2026-03-29 00:59"))
    assert SUNDAY_NIGHT.is_open(at("2026-03-29 01:00"))


def test_what_lies_within_an_hour_that_is_left_out_does_not_happen() -> None:
    found = IN_THE_GAP.next_opening(at("2026-03-29 00:00", "Europe/Berlin"))
    assert found == at("2026-04-05 02:00", "Europe/Berlin")


def test_what_lies_within_an_hour_that_comes_twice_happens_twice() -> None:
    first, second = at("2026-10-25 02:00", "Europe/Berlin"), at("2026-10-25 02:00", "Europe/Berlin", fold=1)
    assert TWICE.next_opening(at("2026-10-25 00:00", "Europe/Berlin")) == first
    assert TWICE.is_open(first + timedelta(minutes=29))
    assert not TWICE.is_open(first + timedelta(minutes=30))
    assert TWICE.next_opening(first + timedelta(minutes=30)) == second
    assert second - first == timedelta(hours=1)


minutes = st.integers(0, 24 * HOUR - 1)
intervals = st.builds(Interval, minutes, st.integers(1, 24 * HOUR)).filter(lambda one: one.opens != one.closes)
days = st.lists(intervals, max_size=3).map(tuple)
weeks = st.tuples(*[days] * 7)
some_hours = st.builds(
    BusinessHours,
    time_zone=st.sampled_from(ZONES),
    week=st.one_of(weeks, st.just(NEVER)),
    holidays=st.lists(
        st.builds(Holiday, date=st.dates(date(2026, 3, 20), date(2026, 4, 10)), intervals=days),
        max_size=3,
        unique_by=lambda holiday: holiday.date,
    ).map(tuple),
)
# Around the days on which most of the zones change their clocks.
moments = st.integers(0, 14 * 24 * HOUR).map(lambda number: at("2026-03-24 00:00") + number * MINUTE) | st.integers(
    0, 5 * 24 * HOUR
).map(lambda number: at("2026-10-23 00:00") + number * MINUTE)


@given(some_hours, moments)
def test_it_is_open_at_the_next_opening_and_not_a_minute_before(known: BusinessHours, moment: datetime) -> None:
    found = known.next_opening(moment)
    assume(found is not None)
    assert found is not None
    assert found >= moment
    assert known.is_open(found)
    assert found == moment or not known.is_open(found - timedelta(seconds=1))


@given(some_hours, moments, st.integers(0, 3 * 24 * HOUR))
def test_a_later_question_never_has_an_earlier_answer(known: BusinessHours, moment: datetime, later: int) -> None:
    first, second = known.next_opening(moment), known.next_opening(moment + later * MINUTE)
    if first is None:
        assert second is None
    elif first >= moment + later * MINUTE:
        assert second == first
    else:
        assert second is None or second >= moment + later * MINUTE


@settings(max_examples=60)
@given(some_hours, moments)
def test_a_walk_from_minute_to_minute_finds_the_same(known: BusinessHours, moment: datetime) -> None:
    zone = ZoneInfo(known.time_zone)
    walked = next(
        (
            moment + number * MINUTE
            for number in range(36 * HOUR)
            if shown_open(known, (moment + number * MINUTE).astimezone(zone).replace(tzinfo=None))
        ),
        None,
    )
    found = known.next_opening(moment)
    if walked is not None:
        assert found == walked
    else:
        assert found is None or found >= moment + 36 * HOUR * MINUTE


def shown_open(known: BusinessHours, wall: datetime) -> bool:
    """As somebody reads it off a list of the days' hours."""
    special = {holiday.date: holiday.intervals for holiday in known.holidays}
    today, yesterday = wall.date(), wall.date() - timedelta(days=1)
    now = wall.hour * HOUR + wall.minute
    for one in special.get(today, known.week[today.weekday()]):
        if one.opens <= now < one.closes or (one.closes < one.opens <= now):
            return True
    nights = special.get(yesterday, known.week[yesterday.weekday()])
    return any(one.closes < one.opens and now < one.closes for one in nights)


@pytest.mark.parametrize(
    ("known", "field"),
    [
        (hours(zone="Mars/Olympus"), "hours.time_zone"),
        (hours(zone="Asia"), "hours.time_zone"),
        (hours(zone="../UTC"), "hours.time_zone"),
        (hours((Interval(540, 540),)), "hours.week.monday.0.closes"),
        (hours((Interval(540, 720), Interval(700, 800))), "hours.week.monday.1.opens"),
        (hours((Interval(700, 800), Interval(540, 720))), "hours.week.monday.0.opens"),
        (hours((), (Interval(1320, 360),), (Interval(300, 600),)), "hours.week.wednesday.0.opens"),
        (hours((Interval(300, 600),), *((),) * 5, (Interval(1320, 360),)), "hours.week.monday.0.opens"),
        (hours(holidays=(Holiday(date=date(2026, 1, 1)),) * 2), "hours.holidays.1.date"),
        (
            hours(holidays=(Holiday(date=date(2026, 1, 1), intervals=(Interval(1, 9), Interval(5, 6))),)),
            "hours.holidays.0.hours.1.opens",
        ),
    ],
)
def test_hours_that_make_no_sense_are_refused_where_they_are_wrong(known: BusinessHours, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_business_hours(known, "hours")
    assert refused.value.field == field


@pytest.mark.parametrize(
    "known",
    [
        OFFICE,
        BAR,
        BusinessHours(time_zone="Asia/Jakarta", week=EVERY_DAY),
        hours(*((Interval(1320, 360), Interval(360, 1320)),) * 7),
        hours(holidays=(Holiday(date=date(2026, 1, 1), intervals=(Interval(1320, 360),)),)),
    ],
)
def test_hours_that_only_touch_are_fine(known: BusinessHours) -> None:
    check_business_hours(known)
