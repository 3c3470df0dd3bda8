"""What the routes note in the audit trail."""

from collections.abc import Iterable

from frontdesk.domain.audit import AuditAction as AuditAction  # noqa: PLC0414 - the routes take it from here
from frontdesk.domain.principal import Principal
from frontdesk.entrypoints.http_context import Context
from frontdesk.use_cases.keep_audit import note_action

UNREMARKABLE = frozenset({"version"})


def note(context: Context, who: Principal, action: AuditAction, record_id: str, fields: Iterable[str] = ()) -> None:
    """`fields` are those that a body names."""
    note_action(context.desk, context.audit, who, action, record_id, set(fields) - UNREMARKABLE)
