"""The person on the site."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.domain.principal import ANONYMOUS, Principal
from frontdesk.domain.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    tenant_id: str
    id: str
    widget_id: str
    name: str | None = None
    email: str | None = None
    verified: bool = False
    user_agent: str | None = None
    ip_address: str | None = None
    referrer: str | None = None
    page_url: str | None = None
    page_title: str | None = None
    locale: str | None = None
    time_zone: str | None = None
    first_seen_at: datetime
    last_seen_at: datetime

    def principal(self, expires_at: datetime) -> Principal:
        return Principal(
            tenant_id=self.tenant_id,
            id=self.id,
            name=self.name or ANONYMOUS,
            role=Role.VISITOR,
            expires_at=expires_at,
            widget_id=self.widget_id,
        )
