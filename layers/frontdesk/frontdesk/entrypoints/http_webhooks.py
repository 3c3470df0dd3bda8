"""Webhooks: their routes. All of them are for admins."""

from typing import Annotated

from fastapi import APIRouter, Path

from frontdesk.contract import webhook_models as models
from frontdesk.contract import webhook_rendering as rendering
from frontdesk.contract.base import Id
from frontdesk.domain.webhook import Webhook
from frontdesk.domain.webhook_event import EventType
from frontdesk.entrypoints.http_agents import PREFIX
from frontdesk.entrypoints.http_auditing import AuditAction, note
from frontdesk.entrypoints.http_context import LIST_SIZE, AdminOf, ContextOf, Cursor, ListLimit, PathId
from frontdesk.entrypoints.http_idempotency import IdempotentRoute, SecretRoute
from frontdesk.entrypoints.http_shared import CREATED, NO_CONTENT
from frontdesk.use_cases import manage_webhooks as manage
from frontdesk.use_cases.resend_webhook import list_deliveries, resend_webhook, try_webhook

ACCEPTED = 202
EventId = Annotated[Id, Path()]
router = APIRouter(prefix=f"{PREFIX}/webhooks", tags=["webhooks"], route_class=IdempotentRoute)
secrets = APIRouter(prefix=f"{PREFIX}/webhooks", tags=["webhooks"], route_class=SecretRoute)


@router.get("")
async def webhooks(context: ContextOf, admin: AdminOf) -> models.WebhookPage:
    """All of them at once; `next_cursor` is always null."""
    return models.WebhookPage(
        items=[rendering.webhook(found) for found in manage.list_webhooks(context.webhooks, admin)]
    )


@secrets.post("", status_code=CREATED)
async def create(context: ContextOf, admin: AdminOf, body: models.CreateWebhook) -> models.WebhookSecret:
    made = manage.create_webhook(
        context.desk,
        context.webhooks,
        admin,
        url=body.url,
        description=body.description,
        events=frozenset(map(EventType, body.events)),
    )
    note(context, admin, AuditAction.WEBHOOK_CREATED, made.id)
    return _shown(made)


@router.get("/{id}")
async def one(context: ContextOf, admin: AdminOf, webhook_id: PathId) -> models.Webhook:
    return rendering.webhook(manage.find_webhook(context.webhooks, admin, webhook_id))


@router.patch("/{id}")
async def edit(context: ContextOf, admin: AdminOf, webhook_id: PathId, body: models.EditWebhook) -> models.Webhook:
    changes = body.model_dump(exclude_none=True)
    if body.events is not None:
        changes["events"] = frozenset(map(EventType, body.events))
    after = manage.edit_webhook(context.desk, context.webhooks, admin, webhook_id, changes)
    note(context, admin, AuditAction.WEBHOOK_CHANGED, webhook_id, body.model_fields_set)
    return rendering.webhook(after)


@router.delete("/{id}", status_code=NO_CONTENT)
async def remove(context: ContextOf, admin: AdminOf, webhook_id: PathId) -> None:
    manage.remove_webhook(context.webhooks, admin, webhook_id)
    note(context, admin, AuditAction.WEBHOOK_REMOVED, webhook_id)


@secrets.post("/{id}/rotate-secret")
async def new_secret(context: ContextOf, admin: AdminOf, webhook_id: PathId) -> models.WebhookSecret:
    """The secret before signs as well until `former_secret_until`."""
    made = manage.rotate_webhook_secret(context.desk, context.webhooks, admin, webhook_id)
    note(context, admin, AuditAction.WEBHOOK_SECRET_ROTATED, webhook_id)
    return _shown(made)


@router.post("/{id}/test", status_code=ACCEPTED)
async def test(context: ContextOf, admin: AdminOf, webhook_id: PathId) -> models.WebhookDelivery:
    """Sends a `webhook.test`; the log tells what comes of it."""
    return rendering.delivery(try_webhook(context.desk, context.webhooks, admin, webhook_id))


@router.get("/{id}/deliveries")
async def deliveries(
    context: ContextOf, admin: AdminOf, webhook_id: PathId, cursor: Cursor = None, limit: ListLimit = LIST_SIZE
) -> models.WebhookDeliveryPage:
    """Of the last fourteen days, the latest event first."""
    page = list_deliveries(context.webhooks, admin, webhook_id, cursor, limit)
    return models.WebhookDeliveryPage(
        items=[rendering.delivery(found) for found in page.items], next_cursor=page.next_cursor
    )


@router.post("/{id}/deliveries/{event_id}/resend", status_code=ACCEPTED)
async def resend(context: ContextOf, admin: AdminOf, webhook_id: PathId, event_id: EventId) -> models.WebhookDelivery:
    """It goes under the same webhook-id as before, and tells of what it is about as that stands now."""
    return rendering.delivery(resend_webhook(context.webhooks, admin, webhook_id, event_id))


def _shown(made: Webhook) -> models.WebhookSecret:
    return models.WebhookSecret(webhook=rendering.webhook(made), secret_key=made.secret)
