"""Widgets as admins keep them: their routes. Every agent may look; admins change them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import HttpUrl

from frontdesk.contract import widget_rendering as rendering
from frontdesk.contract.widget_models import CreateWidget, EditWidget, EmbedCode, Widget, WidgetPage, WidgetSecret
from frontdesk.entrypoints.embed_code import embed_code
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_auditing import AuditAction, note
from frontdesk.entrypoints.http_context import AdminOf, AgentOf, Context, ContextOf, PathId, origin_of
from frontdesk.entrypoints.http_idempotency import IdempotentRoute, SecretRoute
from frontdesk.entrypoints.http_shared import CREATED, NO_CONTENT
from frontdesk.use_cases.manage_widgets import (
    CountedWidget,
    SecretWidget,
    create_widget,
    edit_widget,
    find_widget,
    list_widgets,
    regenerate_token,
    remove_widget,
    rotate_secret,
    toggle_widget,
)

router = APIRouter(prefix=f"{PREFIX}/widgets", tags=["widgets"], route_class=IdempotentRoute)
secrets = APIRouter(prefix=f"{PREFIX}/widgets", tags=["widgets"], route_class=SecretRoute)
Site = Annotated[
    HttpUrl | None, Query(description="Where this Frontdesk is reached: the page that asks, where it is not given")
]


@router.get("")
async def widgets(context: ContextOf, agent: AgentOf) -> WidgetPage:
    """All of them at once; `next_cursor` is always null."""
    return WidgetPage(items=[_rendered(context, found) for found in list_widgets(context.widgets, agent)])


@secrets.post("", status_code=CREATED)
async def create(context: ContextOf, admin: AdminOf, body: CreateWidget) -> WidgetSecret:
    made = create_widget(context.desk, context.widgets, admin, rendering.settings_of(body))
    note(context, admin, AuditAction.WIDGET_CREATED, made.counted.widget.id)
    return _shown(context, made)


@router.get("/{id}")
async def one(context: ContextOf, agent: AgentOf, widget_id: PathId) -> Widget:
    return _rendered(context, find_widget(context.widgets, agent, widget_id))


@router.patch("/{id}")
async def edit(context: ContextOf, admin: AdminOf, widget_id: PathId, body: EditWidget) -> Widget:
    changes = rendering.settings_of(body)
    after = edit_widget(context.desk, context.widgets, admin, widget_id, changes, body.version)
    note(context, admin, AuditAction.WIDGET_CHANGED, widget_id, body.model_fields_set)
    return _rendered(context, after)


@router.delete("/{id}", status_code=NO_CONTENT)
async def remove(context: ContextOf, admin: AdminOf, widget_id: PathId) -> None:
    """Refused while any of its conversations is open."""
    remove_widget(context.desk, context.widgets, admin, widget_id)
    note(context, admin, AuditAction.WIDGET_REMOVED, widget_id)


@router.post("/{id}/toggle-active")
async def toggle_active(context: ContextOf, admin: AdminOf, widget_id: PathId) -> Widget:
    after = toggle_widget(context.desk, context.widgets, admin, widget_id)
    note(context, admin, AuditAction.WIDGET_CHANGED, widget_id, ["active"])
    return _rendered(context, after)


@router.post("/{id}/regenerate-token")
async def new_token(context: ContextOf, admin: AdminOf, widget_id: PathId) -> Widget:
    """The token before works until `former_token_until`."""
    after = regenerate_token(context.desk, context.widgets, admin, widget_id)
    note(context, admin, AuditAction.WIDGET_TOKEN_REPLACED, widget_id)
    return _rendered(context, after)


@secrets.post("/{id}/rotate-secret")
async def new_secret(context: ContextOf, admin: AdminOf, widget_id: PathId) -> WidgetSecret:
    """What the secret key before has signed is accepted until `former_secret_until`."""
    after = rotate_secret(context.desk, context.widgets, admin, widget_id)
    note(context, admin, AuditAction.WIDGET_SECRET_ROTATED, widget_id)
    return _shown(context, after)


@router.get("/{id}/embed-code")
async def code(
    request: Request, context: ContextOf, agent: AgentOf, widget_id: PathId, site_url: Site = None
) -> EmbedCode:
    found = find_widget(context.widgets, agent, widget_id)
    page = origin_of(request) or request.headers.get("referer")
    return embed_code(found.widget.token, str(site_url or page or request.base_url))


def _rendered(context: Context, found: CountedWidget) -> Widget:
    return rendering.widget(found.widget, found.conversation_count, context.desk.clock.now())


def _shown(context: Context, made: SecretWidget) -> WidgetSecret:
    return WidgetSecret(widget=_rendered(context, made.counted), secret_key=made.secret)
