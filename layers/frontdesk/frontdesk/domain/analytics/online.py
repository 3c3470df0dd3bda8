"""Time in which an agent was there, in ticks of five minutes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from frontdesk.domain.analytics.period import Period

TICK = timedelta(minutes=5)


def tick_of(moment: datetime) -> int:
    """The number of its five minutes within its day in UTC."""
    return (moment.hour * 60 + moment.minute) * 60 // round(TICK.total_seconds())


def seconds_within(period: Period, day: date, ticks: Iterable[int]) -> int:
    midnight = datetime.combine(day, time(), UTC)
    return sum(period.holds(midnight + TICK * tick) for tick in ticks) * round(TICK.total_seconds())
