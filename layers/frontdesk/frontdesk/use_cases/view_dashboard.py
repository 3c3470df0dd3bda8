"""How the tenant is doing at this moment, and has done since midnight."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from frontdesk.domain.analytics.counts import summed
from frontdesk.domain.analytics.figures import Figures
from frontdesk.domain.analytics.period import Days, Period
from frontdesk.domain.analytics.scope import EVERYTHING
from frontdesk.domain.principal import Principal
from frontdesk.domain.queue import figures_of
from frontdesk.domain.vocabulary import Presence
from frontdesk.use_cases.analytics_ports import Counters
from frontdesk.use_cases.ports import Desk

THERE = frozenset({Presence.ONLINE, Presence.BUSY})


@dataclass(frozen=True, slots=True)
class DashboardView:
    at: datetime
    active: int
    pending: int
    longest_wait: int | None
    online_agents: int
    agents: int
    period: Period
    today: Figures


def view_dashboard(desk: Desk, counters: Counters, agent: Principal, zone: ZoneInfo) -> DashboardView:
    """What is active is counted by the agents who have it, and so by as many reads as there are agents."""
    now = desk.clock.now()
    today = now.astimezone(zone).date()
    period = Days(today, today, zone).period
    queue = figures_of(desk.conversations.waiting(agent.tenant_id), now)
    staff = desk.agents.of_tenant(agent.tenant_id)
    slots = counters.slots(agent.tenant_id, EVERYTHING, period)
    return DashboardView(
        at=now,
        active=sum(len(member.holding) for member in staff),
        pending=len(queue.waits),
        longest_wait=queue.longest,
        online_agents=sum(member.presence_at(now, desk.policy.presence) in THERE for member in staff),
        agents=len(staff),
        period=period,
        today=Figures(summed(counts for _, counts in slots)),
    )
