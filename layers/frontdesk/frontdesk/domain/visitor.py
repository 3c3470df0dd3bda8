"""The person on the site."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from frontdesk.domain.principal import ANONYMOUS, Principal
from frontdesk.domain.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the browser tells of a visitor; None where it is silent."""

    name: str | None = None
    email: str | None = None
    user_agent: str | None = None
    ip_address: str | None = None
    referrer: str | None = None
    page_url: str | None = None
    page_title: str | None = None
    locale: str | None = None
    time_zone: str | None = None

    def updated(self, newer: "Particulars") -> "Particulars":
        """What is known once `newer` has been told: its silence forgets nothing."""
        names = [known.name for known in fields(self)]
        return Particulars(**{name: getattr(newer, name) or getattr(self, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """`attributes` are what the site tells of them, such as their plan."""

    tenant_id: str
    id: str
    widget_id: str
    particulars: Particulars
    verified: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    first_seen_at: datetime
    last_seen_at: datetime

    def principal(self, expires_at: datetime) -> Principal:
        return Principal(
            tenant_id=self.tenant_id,
            id=self.id,
            name=self.particulars.name or ANONYMOUS,
            role=Role.VISITOR,
            expires_at=expires_at,
            widget_id=self.widget_id,
        )
