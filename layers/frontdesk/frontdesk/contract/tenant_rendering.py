"""A tenant's settings and its audit trail as they appear on a wire."""

from datetime import timedelta

from frontdesk.contract import tenant_models as models
from frontdesk.contract.widget_rendering import business_hours
from frontdesk.domain.audit import AuditEntry
from frontdesk.domain.tenant import TenantSettings
from frontdesk.use_cases.ports import Policy

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def tenant_settings(own: TenantSettings, policy: Policy) -> models.TenantSettings:
    return models.TenantSettings(
        retention_days=own.retention_days,
        sla_minutes=own.sla_minutes,
        silence_minutes=own.silence_minutes,
        message_cap=own.message_cap,
        auto_close_hours=own.auto_close_hours,
        confidence_threshold=own.confidence_threshold,
        business_hours=business_hours(own.business_hours) if own.business_hours else None,
        defaults=models.TenantDefaults(
            retention_days=policy.retention_days,
            sla_minutes=policy.sla / MINUTE,
            silence_minutes=policy.silence / MINUTE,
            message_cap=policy.message_cap,
            auto_close_hours=policy.auto_close / HOUR,
            confidence_threshold=policy.confidence_threshold,
        ),
        updated_at=own.updated_at,
        version=own.version,
    )


def audit_entry(entry: AuditEntry) -> models.AuditEntry:
    return models.AuditEntry(
        id=entry.id,
        at=entry.at,
        by=entry.by,
        action=entry.action,
        record_id=entry.record_id,
        fields=list(entry.fields),
    )
