"""A human who answers: what they are able to take on, and whether they are there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from frontdesk.domain.agent_settings import AgentSettings
from frontdesk.domain.vocabulary import Presence, Role

DEFAULT_MAX_CHATS = 5


@dataclass(frozen=True, slots=True)
class PresenceRules:
    """After how long without a sign of their doing anything an agent is away, and without any sign of life, offline."""

    away_after: timedelta = timedelta(minutes=10)
    offline_after: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """`holding` are the conversations in their hands, active or waiting; it never exceeds `max_chats`.

    `status` is what they chose; `presence` is what the others were last told. The ratings are those of the
    conversations that they were responsible for, as they stand now.
    """

    tenant_id: str
    id: str
    name: str
    email: str
    role: Role
    skills: tuple[str, ...] = ()
    department_ids: tuple[str, ...] = ()
    max_chats: int = DEFAULT_MAX_CHATS
    status: Presence = Presence.ONLINE
    presence: Presence = Presence.OFFLINE
    seen_at: datetime | None = None
    active_at: datetime | None = None
    free_since: datetime | None = None
    holding: frozenset[str] = frozenset()
    total_chats: int = 0
    ratings_sum: int = 0
    ratings_count: int = 0
    settings: AgentSettings = field(default_factory=AgentSettings)
    removed: bool = False

    def presence_at(self, now: datetime, rules: PresenceRules) -> Presence:
        """What the others see. Offline outweighs away, and away outweighs busy."""
        if self.removed or self.status is Presence.OFFLINE or not _within(self.seen_at, now, rules.offline_after):
            return Presence.OFFLINE
        if self.status is Presence.AWAY or not _within(self.active_at, now, rules.away_after):
            return Presence.AWAY
        if self.status is Presence.BUSY or self.free_slots == 0:
            return Presence.BUSY
        return Presence.ONLINE

    def is_there(self, now: datetime, rules: PresenceRules) -> bool:
        """Whether they have lately done something on a page that lives, whatever they chose to be."""
        return _within(self.seen_at, now, rules.offline_after) and _within(self.active_at, now, rules.away_after)

    @property
    def free_slots(self) -> int:
        return max(0, self.max_chats - len(self.holding))

    @property
    def capacity_used(self) -> float:
        """The share of the maximum that is in use; above 1 after the maximum has been lowered."""
        return len(self.holding) / self.max_chats

    def has_skills(self, required: Sequence[str]) -> bool:
        own = {skill.casefold() for skill in self.skills}
        return own.issuperset(skill.casefold() for skill in required)


def _within(moment: datetime | None, now: datetime, span: timedelta) -> bool:
    return moment is not None and now - moment < span
