"""How the tenant has done over some days, and over as many days before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from frontdesk.domain.analytics.counts import Counts, summed
from frontdesk.domain.analytics.figures import Figures, Slots, by_hour, by_weekday
from frontdesk.domain.analytics.online import seconds_within
from frontdesk.domain.analytics.period import DAY, Days, Interval, Period
from frontdesk.domain.analytics.scope import EVERYTHING, Scope
from frontdesk.domain.errors import InvalidInput, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.ports import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticsWish:
    """At most one of the three ids."""

    days: Days
    interval: Interval
    widget_id: str | None = None
    agent_id: str | None = None
    department_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAgent:
    """`name` is None for one who was removed."""

    id: str
    name: str | None
    figures: Figures
    online_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticsView:
    totals: Figures
    previous: Figures
    series: Sequence[tuple[Period, Figures]]
    by_hour: Sequence[int]
    by_weekday: Sequence[int]
    agents: Sequence[OneAgent]


def view_analytics(desk: Desk, counters: Counters, agent: Principal, wish: AnalyticsWish) -> AnalyticsView:
    """What it reads grows with the days and the agents, never with what was written. Raises InvalidInput, NotFound."""
    scope = _scope(desk, agent, wish)
    period, before = wish.days.period, wish.days.before().period
    both = counters.slots(agent.tenant_id, scope, Period(before.start, period.end))
    slots = [(at, counts) for at, counts in both if period.holds(at)]
    return AnalyticsView(
        totals=_figures(slots),
        previous=_figures([(at, counts) for at, counts in both if before.holds(at)]),
        series=_series(wish.days.cut(wish.interval), slots),
        by_hour=by_hour(slots, wish.days.zone),
        by_weekday=by_weekday(slots, wish.days.zone),
        agents=_agents(desk, counters, agent.tenant_id, period) if scope == EVERYTHING else [],
    )


def _scope(desk: Desk, agent: Principal, wish: AnalyticsWish) -> Scope:
    ids = {"widget_id": wish.widget_id, "agent_id": wish.agent_id, "department": wish.department_id}
    asked = [name for name, given in ids.items() if given is not None]
    if len(asked) > 1:
        raise InvalidInput(asked[1], "Figures are kept for a widget, an agent or a department: ask for one of them.")
    if wish.widget_id is not None:
        return _known(desk.directory.widget(agent.tenant_id, wish.widget_id), Scope.widget(wish.widget_id), "widget")
    if wish.agent_id is not None:
        return _known(desk.agents.get(agent.tenant_id, wish.agent_id), Scope.agent(wish.agent_id), "agent")
    if wish.department_id is not None:
        found = desk.departments.get(agent.tenant_id, wish.department_id)
        return _known(found, Scope.department(wish.department_id), "department")
    return EVERYTHING


def _known(found: object | None, scope: Scope, what: str) -> Scope:
    if found is None:
        raise NotFound(f"There is no such {what}.")
    return scope


def _figures(slots: Slots) -> Figures:
    return Figures(summed(counts for _, counts in slots))


def _series(periods: Sequence[Period], slots: Slots) -> list[tuple[Period, Figures]]:
    """The slots are in order, and so are the periods, which leave nothing out."""
    rest = iter([*slots, (periods[-1].end, {})])
    at, counts = next(rest)
    series = []
    for period in periods:
        own: list[Counts] = []
        while at < period.end:
            own.append(counts)
            at, counts = next(rest)
        series.append((period, Figures(summed(own))))
    return series


def _agents(desk: Desk, counters: Counters, tenant_id: str, period: Period) -> list[OneAgent]:
    """Whole days in UTC are kept for all agents in one place; what is left of the period is read agent by agent."""
    first, last = period.start.date(), (period.end - timedelta(microseconds=1)).date()
    own: dict[str, list[Counts]] = defaultdict(list)
    edges = _edges(period)
    for row in counters.agents_days(tenant_id, first, last):
        edge = next((part for part in edges if part.start.date() == row.day), None)
        if edge is None:
            own[row.agent_id].append(row.counts)
        else:
            own[row.agent_id] += [counts for _, counts in counters.slots(tenant_id, Scope.agent(row.agent_id), edge)]
    online: dict[str, int] = defaultdict(int)
    for there in counters.online_days(tenant_id, first, last):
        online[there.agent_id] += seconds_within(period, there.day, there.ticks)
    summed_up = {agent_id: Figures(summed(counts)) for agent_id, counts in own.items()}
    figures = {agent_id: found for agent_id, found in summed_up.items() if found.handled}
    names = {member.id: member.name for member in desk.agents.of_tenant(tenant_id)}
    found = [
        OneAgent(
            id=agent_id,
            name=names.get(agent_id),
            figures=figures.get(agent_id, Figures({})),
            online_seconds=online.get(agent_id, 0),
        )
        for agent_id in figures.keys() | online.keys() | names.keys()
    ]
    return sorted(found, key=lambda one: (-one.figures.handled, one.name or "", one.id))


def _edges(period: Period) -> list[Period]:
    """The parts of the period that are no whole days in UTC; each lies within one day."""
    edges = []
    for day in sorted({period.start.date(), (period.end - timedelta(microseconds=1)).date()}):
        midnight = _midnight(day)
        part = Period(max(period.start, midnight), min(period.end, midnight + DAY))
        if part != Period(midnight, midnight + DAY):
            edges.append(part)
    return edges


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
