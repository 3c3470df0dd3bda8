"""Business hours as an attribute of a row: intervals as pairs of minutes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from frontdesk.adapters.dynamodb import without_none
from frontdesk.domain.business_hours import BusinessHours, Holiday, Interval


def stored_hours(hours: BusinessHours) -> dict[str, Any]:
    return {
        "time_zone": hours.time_zone,
        "week": [_pairs(day) for day in hours.week],
        "holidays": [
            without_none({"date": day.date.isoformat(), "name": day.name, "intervals": _pairs(day.intervals)})
            for day in hours.holidays
        ],
    }


def hours_of(kept: Mapping[str, Any]) -> BusinessHours:
    return BusinessHours(
        time_zone=kept["time_zone"],
        week=tuple(_intervals(day) for day in kept["week"]),
        holidays=tuple(
            Holiday(date=date.fromisoformat(day["date"]), name=day.get("name"), intervals=_intervals(day["intervals"]))
            for day in kept["holidays"]
        ),
    )


def _pairs(intervals: Sequence[Interval]) -> list[tuple[int, int]]:
    return [(interval.opens, interval.closes) for interval in intervals]


def _intervals(pairs: Sequence[Sequence[int]]) -> tuple[Interval, ...]:
    return tuple(Interval(opens, closes) for opens, closes in pairs)
