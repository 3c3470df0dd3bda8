"""A company using this deployment: what it has settled for itself."""

from dataclasses import dataclass
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
