"""How much is too much within a minute, and what is remembered to know it.

A *pace* is the moment at which somebody will have rested from all that they did: each thing they do moves it on by
their rate's interval, and nothing is allowed that would move it more than a minute's worth ahead. So as many as a
minute holds may come at once, and after them one for each interval; one instant is all that has to be kept, and
none once it has passed.

Where a count of many callers is kept in common, it is that of a whole minute by the clock instead: a number can be
raised by one request, however many raise it at once. At the turn of a minute twice as many may come.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from frontdesk.domain.errors import RateLimited
from frontdesk.domain.vocabulary import SenderType

MINUTE = timedelta(minutes=1)
MARK_BYTES = 16
# What one household or one server is given.
IPV6_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in a minute, and as many at once."""

    per_minute: int

    @property
    def interval(self) -> timedelta:
        return MINUTE / self.per_minute


@dataclass(frozen=True, slots=True)
class Paces:
    """Those of a conversation's two sides; None for a side that has rested. Every message carries them on."""

    visitor: datetime | None = None
    agent: datetime | None = None

    def after(self, sender: SenderType, now: datetime, rates: Mapping[SenderType, Rate]) -> "Paces":
        """What they are once `sender` has written too. Raises RateLimited."""
        return Paces(
            visitor=_after(SenderType.VISITOR, self.visitor, sender, now, rates),
            agent=_after(SenderType.AGENT, self.agent, sender, now, rates),
        )


RESTED = Paces()


def _after(
    side: SenderType, pace: datetime | None, sender: SenderType, now: datetime, rates: Mapping[SenderType, Rate]
) -> datetime | None:
    if side is sender and side in rates:
        return spend(pace, now, rates[side])
    return pace if pace is not None and pace > now else None


def spend(pace: datetime | None, now: datetime, rate: Rate) -> datetime:
    """The pace once one more has been done. Raises RateLimited where that is too soon."""
    spent = (now if pace is None else max(pace, now)) + rate.interval
    too_soon_by = spent - now - rate.interval * rate.per_minute
    if too_soon_by > timedelta(0):
        raise RateLimited(too_soon_by)
    return spent


def minute_of(now: datetime) -> datetime:
    """When the minute by the clock began."""
    return now.replace(second=0, microsecond=0)


def mark_of(address: str, key: bytes) -> str:
    """What is kept of an address: without the key nobody can tell whose it is, nor try them all."""
    return blake2b(_network(address).encode(), key=key, digest_size=MARK_BYTES).hexdigest()


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)
