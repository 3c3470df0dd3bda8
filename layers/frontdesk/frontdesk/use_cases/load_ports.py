"""What the timers look at to tell how busy the desk is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pending:
    """All tenants' queues, without those who got a ticket. `oldest` is since when the first one waits."""

    count: int = 0
    oldest: datetime | None = None


class Queues(Protocol):
    def pending(self, limit: int) -> Pending:
        """Counted up to some number between `limit` and its double, by reads that may be a moment behind."""
