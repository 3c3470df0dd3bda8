"""What analytics needs from the world beside the desk: the counters, and what each conversation has added to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from frontdesk.domain.analytics.contribution import Contribution
from frontdesk.domain.analytics.counts import Counts
from frontdesk.domain.analytics.figures import Slots
from frontdesk.domain.analytics.period import Period
from frontdesk.domain.analytics.scope import Scope


@dataclass(frozen=True, slots=True)
class AgentsDay:
    """What counts for an agent of a day in UTC."""

    agent_id: str
    day: date
    counts: Counts


@dataclass(frozen=True, slots=True)
class OnlineDay:
    """When an agent was there on a day in UTC: the five minutes in which they were seen, by number."""

    agent_id: str
    day: date
    ticks: Collection[int]


class Counters(Protocol):
    def contribution(self, tenant_id: str, conversation_id: str) -> Contribution | None:
        """What the conversation has added, as it is now."""

    def replace(self, before: Contribution | None, after: Contribution) -> bool:
        """Put `after` in the place of `before`, and change every counter by what lies between, all or nothing.

        False where `before` is not what is there any more.
        """

    def slots(self, tenant_id: str, scope: Scope, period: Period) -> Slots:
        """The counters of each half hour that begins in the period, in order, of those that have any."""

    def agents_days(self, tenant_id: str, first: date, last: date) -> Sequence[AgentsDay]:
        """Of every agent; the last day belongs to it."""

    def note_online(self, tenant_id: str, agent_id: str, now: datetime) -> None:
        """The agent has been seen in these five minutes. Noting it twice is noting it once."""

    def online_days(self, tenant_id: str, first: date, last: date) -> Sequence[OnlineDay]:
        """Of every agent; the last day belongs to it."""
