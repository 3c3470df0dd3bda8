"""What limiting the rate of HTTP requests needs, beside the desk."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from frontdesk.domain.rate_limit import Rate
from frontdesk.use_cases.pace_rate import Pacer
from frontdesk.use_cases.ports import Clock


class RateCounters(Protocol):
    def count(self, counted: str, minute: datetime, limit: int) -> bool:
        """One more in that minute; False where it is `limit` already. A store that is busy lets it through."""


class AddressKeys(Protocol):
    def of(self, day: date) -> bytes:
        """The key by which that day's addresses are marked: random, the same for all, and gone after the day."""


@dataclass(frozen=True, slots=True)
class RequestRates:
    """In a minute. What begins something is counted by the store, all else by each process."""

    beginnings_of_address: int = 300
    sessions_of_widget: int = 3000
    actions_of_visitor: int = 60
    requests_of_address: int = 12_000
    requests_of_visitor: int = 600
    requests_of_agent: int = 6000


@dataclass(frozen=True, slots=True)
class RateDesk:
    clock: Clock
    counters: RateCounters
    keys: AddressKeys
    rates: RequestRates = RequestRates()
    pacer: Pacer = field(default_factory=Pacer)

    def admit(self, caller: str, per_minute: int) -> None:
        """Raises RateLimited."""
        self.pacer.admit(caller, Rate(per_minute), self.clock.now())
