"""What a tenant has settled for itself. Every agent may look; admins change it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from frontdesk.domain.audit import AuditAction
from frontdesk.domain.business_hours import check_business_hours
from frontdesk.domain.errors import Busy, Conflict
from frontdesk.domain.principal import Principal
from frontdesk.domain.tenant import TenantSettings
from frontdesk.use_cases.audit_ports import AuditTrail
from frontdesk.use_cases.keep_audit import note_action
from frontdesk.use_cases.ports import Desk

ATTEMPTS = 5


def find_settings(desk: Desk, agent: Principal) -> TenantSettings:
    return desk.tenants.get(agent.tenant_id, consistent=True)


def edit_settings(
    desk: Desk, trail: AuditTrail, admin: Principal, changes: Mapping[str, Any], seen_version: int | None = None
) -> TenantSettings:
    """What `changes` do not name stays as it is; what they set to None is the deployment's again. In force within half
    a minute.

    Raises InvalidInput, Busy, and Conflict where it has changed since `seen_version`.
    """
    hours = changes.get("business_hours")
    if hours is not None:
        check_business_hours(hours)
    for _ in range(ATTEMPTS):
        before = find_settings(desk, admin)
        if seen_version not in (None, before.version):
            raise Conflict("Somebody has changed the settings meanwhile.")
        after = replace(before, **changes)
        if after == before:
            return before
        after = replace(after, version=before.version + 1, updated_at=desk.clock.now())
        if desk.tenants.put(before, after):
            changed = [name for name in changes if getattr(before, name) != getattr(after, name)]
            note_action(desk, trail, admin, AuditAction.SETTINGS_CHANGED, admin.tenant_id, changed)
            return after
    raise Busy("Somebody else changes the settings. Please try again.")
