"""A company using this deployment: what it has settled for itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from frontdesk.domain.business_hours import BusinessHours


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantSettings:
    """What is None is as the deployment has it. A new widget begins with `confidence_threshold` and `business_hours`.

    `version` grows by one with each change; it is 0 before the first.
    """

    tenant_id: str
    retention_days: int | None = None
    sla_minutes: int | None = None
    silence_minutes: int | None = None
    message_cap: int | None = None
    auto_close_hours: int | None = None
    confidence_threshold: float | None = None
    business_hours: BusinessHours | None = None
    updated_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Before which moment something must have begun to be due by now: `own` at tenants with a rule of their own."""

    usual: datetime
    own: Mapping[str, datetime] = field(default_factory=dict)

    def of(self, tenant_id: str) -> datetime:
        return self.own.get(tenant_id, self.usual)

    @property
    def latest(self) -> datetime:
        return max((self.usual, *self.own.values()))
