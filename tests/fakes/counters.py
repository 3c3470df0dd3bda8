"""Counters in memory, and what each conversation has added to them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime

from frontdesk.domain.analytics.contribution import Contribution, changes_between
from frontdesk.domain.analytics.counts import Counts
from frontdesk.domain.analytics.figures import Slots
from frontdesk.domain.analytics.online import tick_of
from frontdesk.domain.analytics.period import Period
from frontdesk.domain.analytics.scope import AGENTS_DAYS, Place, Scope
from frontdesk.use_cases.analytics_ports import AgentsDay, OnlineDay
from tests.fakes.step import Step, no_step


class FakeCounters:
    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self._contributions: dict[tuple[str, str], Contribution] = {}
        self._rows: defaultdict[tuple[str, Place], Counter[str]] = defaultdict(Counter)
        self._online: defaultdict[tuple[str, str, date], set[int]] = defaultdict(set)

    def contribution(self, tenant_id: str, conversation_id: str) -> Contribution | None:
        self.step("counters.contribution")
        return self._contributions.get((tenant_id, conversation_id))

    def replace(self, before: Contribution | None, after: Contribution) -> bool:
        self.step("counters.replace")
        key = after.tenant_id, after.conversation_id
        stored = self._contributions.get(key)
        if (stored and stored.revision) != (before and before.revision):
            return False
        self._contributions[key] = after
        for place, changes in changes_between(before, after).items():
            self._rows[after.tenant_id, place].update(changes)
        return True

    def slots(self, tenant_id: str, scope: Scope, period: Period) -> Slots:
        self.step("counters.slots")
        found = ((datetime.fromisoformat(when), counts) for when, counts in self._of(tenant_id, scope))
        return [(at, counts) for at, counts in found if period.holds(at)]

    def agents_days(self, tenant_id: str, first: date, last: date) -> Sequence[AgentsDay]:
        self.step("counters.agents_days")
        found = (
            AgentsDay(agent_id, date.fromisoformat(day), counts)
            for when, counts in self._of(tenant_id, AGENTS_DAYS)
            for day, _, agent_id in [when.partition("#")]
        )
        return [row for row in found if first <= row.day <= last]

    def note_online(self, tenant_id: str, agent_id: str, now: datetime) -> None:
        self.step("counters.note_online")
        moment = now.astimezone(UTC)
        self._online[tenant_id, agent_id, moment.date()].add(tick_of(moment))

    def online_days(self, tenant_id: str, first: date, last: date) -> Sequence[OnlineDay]:
        self.step("counters.online_days")
        return [
            OnlineDay(agent_id, day, frozenset(ticks))
            for (own_tenant_id, agent_id, day), ticks in self._online.items()
            if own_tenant_id == tenant_id and first <= day <= last
        ]

    def everything(self) -> dict[tuple[str, Place], Counts]:
        """Every counter that is not zero."""
        rows = {key: {name: count for name, count in row.items() if count} for key, row in self._rows.items()}
        return {key: row for key, row in rows.items() if row}

    def _of(self, tenant_id: str, scope: Scope) -> list[tuple[str, Counts]]:
        own = [
            (place.when, counts)
            for (own_tenant_id, place), counts in self._rows.items()
            if (own_tenant_id, place.scope) == (tenant_id, scope.name)
        ]
        return sorted(own, key=lambda row: row[0])
