"""How a tenant is doing: now, and over a period of whole days."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from frontdesk.contract.base import Id, Timestamp, Wire
from frontdesk.domain.escalation import EscalationReason

Interval = Literal["hour", "day", "week", "month"]
AnalyticsTable = Literal["series", "agents", "hours", "weekdays", "escalations", "confidence"]
TimeZone = Annotated[
    str, Field(min_length=1, max_length=64, description="An IANA name, such as Asia/Jakarta: where the days begin")
]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Seconds = Annotated[float, Field(ge=0)]


class AskDashboard(Wire):
    time_zone: TimeZone = "UTC"


class AskAnalytics(Wire):
    """At most one of `widget_id`, `agent_id` and `department`: each has figures of its own."""

    first_day: date | None = Field(None, alias="from", description="The first day; 30 days up to `to` without it")
    last_day: date | None = Field(None, alias="to", description="The last day, which belongs to it; today without it")
    interval: Interval = Field("day", description="`hour` for up to 14 days. Weeks begin on Monday.")
    time_zone: TimeZone = "UTC"
    widget_id: Id | None = None
    agent_id: Id | None = None
    department: Id | None = Field(None, description="A department's id")


class ExportAnalytics(AskAnalytics):
    table: AnalyticsTable = "series"


class Durations(Wire):
    """The mean is exact, median and p90 are within 5 percent of one that was measured. Null where there is none."""

    count: Count
    mean_seconds: Seconds | None
    median_seconds: Seconds | None
    p90_seconds: Seconds | None


class Satisfaction(Wire):
    rated: Count
    rateable: Annotated[int, Field(ge=0, description="Conversations that are over and could be rated, or have been")]
    average: Annotated[float, Field(ge=1, le=5)] | None
    response_rate: Share | None
    distribution: Annotated[list[Count], Field(min_length=5, max_length=5, description="Ratings of 1, 2, 3, 4, 5")]


class BotFigures(Wire):
    conversations: Annotated[int, Field(ge=0, description="Those in which the bot took part")]
    answered: Annotated[int, Field(ge=0, description="Those of them in which it has answered a question")]
    deflected: Annotated[int, Field(ge=0, description="Those that it answered, and for which no human was needed")]
    deflection_rate: Annotated[Share | None, Field(description="Of the conversations in which the bot took part")]
    answers: Annotated[int, Field(ge=0, description="Its messages that answer a question, each with a confidence")]
    confidence: Annotated[
        list[Count],
        Field(min_length=10, max_length=10, description="Answers by confidence: 0 to 0.1, 0.1 to 0.2, … 0.9 to 1"),
    ]


class Totals(Wire):
    """Of the conversations that began in the period, as they stand now."""

    conversations: Count
    handled: Annotated[int, Field(ge=0, description="Those that an agent has taken")]
    resolved: Annotated[int, Field(ge=0, description="Those that are over, other than abandoned or left behind")]
    abandoned: Annotated[int, Field(ge=0, description="Those that ended in the queue before anybody took them")]
    first_response: Annotated[
        Durations, Field(description="From when a human was needed to an agent's first message to the visitor")
    ]
    resolution: Annotated[Durations, Field(description="From the beginning to the end")]
    wait: Annotated[Durations, Field(description="In the queue, until somebody took it")]
    satisfaction: Satisfaction
    bot: BotFigures
    escalations: Annotated[dict[EscalationReason, Count], Field(description="By reason; every reason is named")]


class Period(Wire):
    """From `start` until `end`, which is the first instant that is too late."""

    start: Timestamp
    end: Timestamp


class SeriesPoint(Period):
    conversations: Count
    handled: Count
    resolved: Count
    abandoned: Count
    first_response: Durations
    resolution: Durations
    wait: Durations
    satisfaction: Satisfaction


class AgentFigures(Wire):
    """The conversations count for the agent who has them now, or had them last."""

    agent_id: Id
    name: Annotated[str | None, Field(description="Null for one who was removed")]
    handled: Count
    resolved: Count
    first_response: Durations
    resolution: Durations
    satisfaction: Satisfaction
    online_seconds: Annotated[int, Field(ge=0, description="Seen every five minutes as online, busy or away")]


class PreviousPeriod(Wire):
    period: Period
    totals: Totals


class Analytics(Wire):
    """`previous` is the period of as many days before this one."""

    period: Period
    interval: Interval
    time_zone: str
    totals: Totals
    previous: PreviousPeriod
    series: Annotated[list[SeriesPoint], Field(description="Every interval in order, those without a conversation too")]
    by_hour: Annotated[list[Count], Field(min_length=24, max_length=24, description="Conversations begun from 0:00 on")]
    by_weekday: Annotated[list[Count], Field(min_length=7, max_length=7, description="From Monday on")]
    agents: Annotated[list[AgentFigures], Field(description="Who has handled most comes first; without filters only")]


class LiveFigures(Wire):
    active: Annotated[int, Field(ge=0, description="In agents' hands")]
    pending: Annotated[int, Field(ge=0, description="In the queue")]
    longest_wait_seconds: Count | None
    online_agents: Annotated[int, Field(ge=0, description="Those who are online or busy")]
    agents: Annotated[int, Field(ge=0, description="All there are")]


class Dashboard(Wire):
    """`today` counts what has begun since midnight."""

    at: Timestamp
    live: LiveFigures
    period: Period
    today: Totals
