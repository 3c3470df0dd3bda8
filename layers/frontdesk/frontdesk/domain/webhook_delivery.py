"""An event on its way to a webhook: what has been tried, what came of it, and when to try again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from frontdesk.domain.webhook_event import WebhookEvent

# Ten attempts: after the first pause of ten seconds each is four times as long, up to six hours; 21 hours in all.
MOST_ATTEMPTS = 10
GROWTH = 4
LONGEST_PAUSE = timedelta(hours=6)
# Of a delivery that is sent again by hand, the log keeps the latest.
ATTEMPTS_KEPT = 20
OK = range(200, 300)
GONE = 410


class DeliveryStatus(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Failure(StrEnum):
    """Why there was no answer to speak of."""

    REFUSED_ADDRESS = "refused_address"
    UNKNOWN_HOST = "unknown_host"
    NO_CONNECTION = "no_connection"
    TIMEOUT = "timeout"
    TLS = "tls"
    BAD_ANSWER = "bad_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookJob:
    """To tell one webhook of one event."""

    webhook_id: str
    event: WebhookEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a receiver answered: its status, or why there was none. `retry_after` are the seconds that it asks for."""

    status: int | None = None
    failure: Failure | None = None
    latency_ms: int = 0
    retry_after: float | None = None

    @property
    def accepted(self) -> bool:
        return self.status in OK

    @property
    def gone(self) -> bool:
        return self.status == GONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    at: datetime
    status: int | None = None
    failure: Failure | None = None
    latency_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An entry of a webhook's log. The event names what happened; what was said is not kept here."""

    webhook_id: str
    event: WebhookEvent
    status: DeliveryStatus = DeliveryStatus.PENDING
    attempts: tuple[Attempt, ...] = ()
    next_attempt_at: datetime | None = None

    def after(self, reply: Reply, now: datetime, pause: timedelta | None) -> Self:
        """Without a pause the failure was the last that is tried of its own accord."""
        attempt = Attempt(at=now, status=reply.status, failure=reply.failure, latency_ms=reply.latency_ms)
        if reply.accepted:
            status, again = DeliveryStatus.DELIVERED, None
        elif pause is None:
            status, again = DeliveryStatus.FAILED, None
        else:
            status, again = DeliveryStatus.PENDING, now + pause
        tried = (*self.attempts, attempt)[-ATTEMPTS_KEPT:]
        return replace(self, status=status, attempts=tried, next_attempt_at=again)

    def awaiting(self, moment: datetime) -> Self:
        return replace(self, status=DeliveryStatus.PENDING, next_attempt_at=moment)

    def cancelled(self) -> Self:
        return replace(self, status=DeliveryStatus.CANCELLED, next_attempt_at=None)


def pause_after(attempt: int, first: timedelta, chance: float, asked: float | None = None) -> timedelta | None:
    """Until the next attempt; None when that was the last. `chance` is from 0 to 1: half of a pause is left to it, so
    that what failed together does not come again together. A receiver may ask for more."""
    if attempt >= MOST_ATTEMPTS:
        return None
    whole = min(first * float(GROWTH ** (attempt - 1)), LONGEST_PAUSE)
    return min(max(whole * (0.5 + chance / 2), timedelta(seconds=asked or 0)), LONGEST_PAUSE)
