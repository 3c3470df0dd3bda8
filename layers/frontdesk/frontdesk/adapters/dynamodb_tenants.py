"""The tenants' settings: rows of the Directory table.

key                          access pattern
tenant-settings, tenant      one tenant's; those of every tenant that has any, which the timers ask for each minute
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import took_place, without_none
from frontdesk.adapters.dynamodb_hours import hours_of, stored_hours
from frontdesk.domain.tenant import TenantSettings
from frontdesk.use_cases.ports import Clock

OWNER = "tenant-settings"
REMEMBER = timedelta(seconds=30)
WHOLE = ("retention_days", "sla_minutes", "silence_minutes", "message_cap", "auto_close_hours")


class TenantSettingsRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    retention_days = NumberAttribute(null=True)
    sla_minutes = NumberAttribute(null=True)
    silence_minutes = NumberAttribute(null=True)
    message_cap = NumberAttribute(null=True)
    auto_close_hours = NumberAttribute(null=True)
    confidence_threshold = NumberAttribute(null=True)
    business_hours = JSONAttribute(null=True)
    updated_at = UTCDateTimeAttribute(null=True)
    version = NumberAttribute()


class DynamoTenantSettings:
    """A warm function remembers them for half a minute, also that there are none: messages need them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._remembered: dict[str, tuple[datetime, TenantSettings]] = {}

    def get(self, tenant_id: str, *, consistent: bool = False) -> TenantSettings:
        now = self._clock.now()
        until, known = self._remembered.get(tenant_id, (now, None))
        if known is None or until <= now or consistent:
            known = _read(tenant_id, consistent)
            self._remembered[tenant_id] = (now + REMEMBER, known)
        return known

    def of_all(self) -> Sequence[TenantSettings]:
        return [_settings(row) for row in TenantSettingsRow.query(OWNER)]

    def put(self, before: TenantSettings, after: TenantSettings) -> bool:
        row = TenantSettingsRow(OWNER, after.tenant_id, **without_none(_values(after)))
        version = TenantSettingsRow.version
        unchanged = version == before.version if before.version else version.does_not_exist()
        self._remembered.pop(after.tenant_id, None)
        return took_place(lambda: row.save(condition=unchanged))


def _read(tenant_id: str, consistent: bool) -> TenantSettings:
    try:
        return _settings(TenantSettingsRow.get(OWNER, tenant_id, consistent_read=consistent))
    except TenantSettingsRow.DoesNotExist:
        return TenantSettings(tenant_id=tenant_id)


def _values(settings: TenantSettings) -> dict[str, Any]:
    hours = settings.business_hours
    return {
        **{name: getattr(settings, name) for name in (*WHOLE, "confidence_threshold", "updated_at", "version")},
        "business_hours": stored_hours(hours) if hours else None,
    }


def _settings(row: TenantSettingsRow) -> TenantSettings:
    whole = {name: getattr(row, name) for name in WHOLE}
    return TenantSettings(
        tenant_id=row.record,
        **{name: None if value is None else int(value) for name, value in whole.items()},
        confidence_threshold=row.confidence_threshold,
        business_hours=hours_of(row.business_hours) if row.business_hours else None,
        updated_at=row.updated_at,
        version=int(row.version),
    )
