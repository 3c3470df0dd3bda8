"""Tables of the analytics as CSV, as spreadsheets read it."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

from frontdesk.contract.analytics_models import AgentFigures, Analytics, AnalyticsTable, Durations, Satisfaction

Value = str | int | float | None
Row = Sequence[Value]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What a cell begins with that a spreadsheet takes for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DURATIONS = ("count", "mean_seconds", "median_seconds", "p90_seconds")
SATISFACTION = ("rated", "rateable", "rating_average", "rating_1", "rating_2", "rating_3", "rating_4", "rating_5")
VOLUMES = ("conversations", "handled", "resolved", "abandoned")


def csv_of(analytics: Analytics, table: AnalyticsTable) -> str:
    """With a line of names. Times are those of the asked time zone, with their offset."""
    text = StringIO()
    csv.writer(text).writerows([_safe(value) for value in row] for row in TABLES[table](analytics))
    return text.getvalue()


def _series(analytics: Analytics) -> Iterable[Row]:
    measures = ("first_response", "resolution", "wait")
    yield ("start", "end", *VOLUMES, *_named(*measures), *SATISFACTION)
    for point in analytics.series:
        measured = [value for name in measures for value in _durations(getattr(point, name))]
        volumes = [getattr(point, name) for name in VOLUMES]
        edges = [_local(moment, analytics.time_zone) for moment in (point.start, point.end)]
        yield (*edges, *volumes, *measured, *_satisfaction(point.satisfaction))


def _agents(analytics: Analytics) -> Iterable[Row]:
    yield (
        "agent_id",
        "name",
        "handled",
        "resolved",
        *_named("first_response", "resolution"),
        *SATISFACTION,
        "online_seconds",
    )
    yield from (_agent(agent) for agent in analytics.agents)


def _agent(agent: AgentFigures) -> Row:
    return (
        agent.agent_id,
        agent.name,
        agent.handled,
        agent.resolved,
        *_durations(agent.first_response),
        *_durations(agent.resolution),
        *_satisfaction(agent.satisfaction),
        agent.online_seconds,
    )


def _hours(analytics: Analytics) -> Iterable[Row]:
    yield ("hour", "conversations")
    yield from enumerate(analytics.by_hour)


def _weekdays(analytics: Analytics) -> Iterable[Row]:
    yield ("weekday", "conversations")
    yield from zip(WEEKDAYS, analytics.by_weekday, strict=True)


def _escalations(analytics: Analytics) -> Iterable[Row]:
    yield ("reason", "escalations")
    yield from ((reason.value, count) for reason, count in analytics.totals.escalations.items())


def _confidence(analytics: Analytics) -> Iterable[Row]:
    yield ("confidence_from", "confidence_to", "answers")
    for tenth, count in enumerate(analytics.totals.bot.confidence):
        yield (tenth / 10, (tenth + 1) / 10, count)


TABLES: Mapping[AnalyticsTable, Callable[[Analytics], Iterable[Row]]] = {
    "series": _series,
    "agents": _agents,
    "hours": _hours,
    "weekdays": _weekdays,
    "escalations": _escalations,
    "confidence": _confidence,
}


def _named(*measures: str) -> list[str]:
    return [f"{measure}_{name}" for measure in measures for name in DURATIONS]


def _durations(durations: Durations) -> Row:
    return (durations.count, durations.mean_seconds, durations.median_seconds, durations.p90_seconds)


def _satisfaction(satisfaction: Satisfaction) -> Row:
    return (satisfaction.rated, satisfaction.rateable, satisfaction.average, *satisfaction.distribution)


def _local(moment: datetime, time_zone: str) -> str:
    return moment.astimezone(ZoneInfo(time_zone)).isoformat()


def _safe(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
