"""The queue in figures."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdesk.domain.vocabulary import Priority


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in the queue."""

    conversation_id: str
    priority: Priority
    since: datetime

    def seconds(self, now: datetime) -> int:
        return max(0, round((now - self.since).total_seconds()))


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """`waits` are in the queue's order; `by_priority` names every priority."""

    waits: Sequence[tuple[Waiting, int]]
    by_priority: Mapping[Priority, int]

    @property
    def longest(self) -> int | None:
        return max((seconds for _, seconds in self.waits), default=None)


def positions_in(queue: Sequence[Waiting], conversation_ids: Collection[str]) -> dict[str, int]:
    """Which place each of them has, 1 for the next; without those that are not in this part of the queue."""
    places = ((place, waiting.conversation_id) for place, waiting in enumerate(queue, start=1))
    return {conversation_id: place for place, conversation_id in places if conversation_id in conversation_ids}


def figures_of(queue: Sequence[Waiting], now: datetime) -> QueueFigures:
    counted = Counter(waiting.priority for waiting in queue)
    return QueueFigures(
        waits=[(waiting, waiting.seconds(now)) for waiting in queue],
        by_priority={priority: counted[priority] for priority in Priority},
    )
