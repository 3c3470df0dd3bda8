"""What a tenant has settled for itself: its routes. Every agent may look; admins change it."""

from fastapi import APIRouter

from frontdesk.contract.tenant_models import EditTenantSettings, TenantSettings
from frontdesk.contract.tenant_rendering import tenant_settings
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_context import AdminOf, AgentOf, ContextOf
from frontdesk.entrypoints.http_idempotency import IdempotentRoute
from frontdesk.use_cases.manage_settings import edit_settings, find_settings

router = APIRouter(prefix=f"{PREFIX}/settings", tags=["settings"], route_class=IdempotentRoute)


@router.get("")
async def settings(context: ContextOf, agent: AgentOf) -> TenantSettings:
    return tenant_settings(find_settings(context.desk, agent), context.desk.policy)


@router.patch("")
async def edit(context: ContextOf, admin: AdminOf, body: EditTenantSettings) -> TenantSettings:
    after = edit_settings(context.desk, context.audit, admin, body.changes(), body.version)
    return tenant_settings(after, context.desk.policy)
