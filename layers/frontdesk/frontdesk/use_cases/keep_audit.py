"""Note what people do in the administration, and show it to admins."""

from collections.abc import Iterable

from frontdesk.domain.audit import AuditAction, AuditEntry
from frontdesk.domain.principal import Principal
from frontdesk.use_cases.audit_ports import AuditTrail
from frontdesk.use_cases.page import Page
from frontdesk.use_cases.ports import Desk


def note_action(
    desk: Desk, trail: AuditTrail, who: Principal, action: AuditAction, record_id: str, fields: Iterable[str] = ()
) -> None:
    """To be called once it is done, and before anybody is told so: what cannot be noted is not reported as done."""
    entry = AuditEntry(
        tenant_id=who.tenant_id,
        id=desk.secrets.identifier(),
        at=desk.clock.now(),
        by=who.id,
        action=action,
        record_id=record_id,
        fields=tuple(sorted(fields)),
    )
    trail.add(entry)


def list_audit(trail: AuditTrail, admin: Principal, cursor: str | None, limit: int) -> Page[AuditEntry]:
    """Raises InvalidInput for an unknown cursor."""
    return trail.of_tenant(admin.tenant_id, cursor, limit)
