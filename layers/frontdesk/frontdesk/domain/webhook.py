"""A webhook: an address of a tenant's that is told, by signed requests, of what happens at their desk."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from frontdesk.domain.webhook_event import EventType

MOST_WEBHOOKS = 10
# With nothing but failures for so long, a webhook is switched off.
PATIENCE = timedelta(days=3)
# For so long after a rotation the former secret signs as well.
GRACE = timedelta(hours=24)
HINT_LENGTH = 4


class OffReason(StrEnum):
    """Why a webhook has been switched off by nobody's hand."""

    FAILING = "failing"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """`failing_since` is the first failure after the last success. `version` grows by one with each change by people.

    A secret is kept as it is given: `whsec_` and base64 of its bytes.
    """

    tenant_id: str
    id: str
    url: str
    description: str = ""
    events: frozenset[EventType]
    active: bool = True
    secret: str = field(repr=False)
    former_secret: str | None = field(default=None, repr=False)
    former_until: datetime | None = None
    failing_since: datetime | None = None
    off_reason: OffReason | None = None
    created_at: datetime
    updated_at: datetime
    version: int = 1

    @property
    def hint(self) -> str:
        """By which people tell one secret from another."""
        return self.secret.rstrip("=")[-HINT_LENGTH:]

    def wants(self, event: EventType) -> bool:
        """A test is for whoever asks for it."""
        return self.active and (event in self.events or event is EventType.TEST)

    def secrets_at(self, now: datetime) -> tuple[str, ...]:
        """Those that sign, the present one first."""
        if self.former_secret is None or self.former_until is None or self.former_until <= now:
            return (self.secret,)
        return (self.secret, self.former_secret)

    def rotated(self, secret: str, now: datetime) -> Self:
        return replace(self, secret=secret, former_secret=self.secret, former_until=now + GRACE)

    def switched(self, *, on: bool) -> Self:
        """Who switches it on again begins with a clean slate."""
        return replace(self, active=on, off_reason=None, failing_since=None) if on != self.active else self

    def after_success(self) -> Self:
        return replace(self, failing_since=None) if self.failing_since else self

    def after_failure(self, now: datetime, *, gone: bool) -> Self:
        """Switched off at once where its receiver says that it is gone for good, else when patience is at its end."""
        since = self.failing_since or now
        if gone or now - since >= PATIENCE:
            reason = OffReason.GONE if gone else OffReason.FAILING
            return replace(self, active=False, off_reason=reason, failing_since=since)
        return self if since == self.failing_since else replace(self, failing_since=since)
