"""The audit trail: its route, for admins."""

from fastapi import APIRouter

from frontdesk.contract.tenant_models import AuditPage
from frontdesk.contract.tenant_rendering import audit_entry
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import LIST_SIZE, AdminOf, ContextOf, Cursor, ListLimit
from frontdesk.use_cases.keep_audit import list_audit

router = APIRouter(prefix=f"{PREFIX}/audit", tags=["settings"])


@router.get("")
async def audit(context: ContextOf, admin: AdminOf, cursor: Cursor = None, limit: ListLimit = LIST_SIZE) -> AuditPage:
    page = list_audit(context.audit, admin, cursor, limit)
    return AuditPage(items=[audit_entry(entry) for entry in page.items], next_cursor=page.next_cursor)
