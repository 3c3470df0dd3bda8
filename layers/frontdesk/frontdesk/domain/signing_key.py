"""The secret key of a widget: with it the site signs who its visitors are, and Frontdesk checks that it did."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

HINT_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """Until `former_until` what the former key has signed is accepted as well."""

    tenant_id: str
    widget_id: str
    secret: str = field(repr=False)
    former: str | None = field(default=None, repr=False)
    former_until: datetime | None = None

    @property
    def hint(self) -> str:
        """By which people tell one key from another, and which betrays nothing."""
        return self.secret[-HINT_LENGTH:]

    def rotated(self, secret: str, until: datetime) -> Self:
        return replace(self, secret=secret, former=self.secret, former_until=until)

    def accepted_at(self, now: datetime) -> tuple[str, ...]:
        """The secrets that are good, the present one first."""
        if self.former is None or self.former_until is None or self.former_until <= now:
            return (self.secret,)
        return (self.secret, self.former)
