"""Find, add, change and remove webhooks. All of it is for admins."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from frontdesk.domain.errors import Busy, Conflict, NotFound
from frontdesk.domain.principal import Principal
from frontdesk.domain.webhook import MOST_WEBHOOKS, Webhook
from frontdesk.domain.webhook_address import target_of
from frontdesk.domain.webhook_event import EventType
from frontdesk.domain.webhook_signature import secret_of
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.webhook_ports import WebhookDesk

ATTEMPTS = 5
SECRET_BITS = 256


def list_webhooks(webhooks: WebhookDesk, admin: Principal) -> Sequence[Webhook]:
    return webhooks.webhooks.of_tenant(admin.tenant_id)


def find_webhook(webhooks: WebhookDesk, admin: Principal, webhook_id: str) -> Webhook:
    """Raises NotFound, also for one of another tenant."""
    found = webhooks.webhooks.get(admin.tenant_id, webhook_id)
    if found is None:
        raise NotFound("There is no such webhook.")
    return found


def create_webhook(
    desk: Desk, webhooks: WebhookDesk, admin: Principal, *, url: str, description: str, events: frozenset[EventType]
) -> Webhook:
    """Raises InvalidInput, Conflict."""
    target_of(url, local=webhooks.local)
    if len(webhooks.webhooks.of_tenant(admin.tenant_id)) >= MOST_WEBHOOKS:
        raise Conflict(f"There are {MOST_WEBHOOKS} webhooks already, and no more are possible.")
    now = desk.clock.now()
    webhook = Webhook(
        tenant_id=admin.tenant_id,
        id=desk.secrets.identifier(),
        url=url,
        description=description,
        events=events,
        secret=_new_secret(desk),
        created_at=now,
        updated_at=now,
    )
    webhooks.webhooks.add(webhook)
    return webhook


def edit_webhook(
    desk: Desk, webhooks: WebhookDesk, admin: Principal, webhook_id: str, changes: Mapping[str, Any]
) -> Webhook:
    """What `changes` do not name stays as it is. Raises NotFound, InvalidInput, Busy."""

    def edited(webhook: Webhook) -> Webhook:
        if "url" in changes:
            target_of(changes["url"], local=webhooks.local)
        written = {name: value for name, value in changes.items() if name != "active"}
        return replace(webhook, **written).switched(on=changes.get("active", webhook.active))

    return _changed(desk, webhooks, admin, webhook_id, edited)


def rotate_webhook_secret(desk: Desk, webhooks: WebhookDesk, admin: Principal, webhook_id: str) -> Webhook:
    """With a new secret; the one before signs as well for a while. Raises NotFound, Busy."""
    secret, now = _new_secret(desk), desk.clock.now()
    return _changed(desk, webhooks, admin, webhook_id, lambda webhook: webhook.rotated(secret, now))


def remove_webhook(webhooks: WebhookDesk, admin: Principal, webhook_id: str) -> Webhook:
    """As it was. Its log goes after its retention. Raises NotFound."""
    found = find_webhook(webhooks, admin, webhook_id)
    webhooks.webhooks.remove(admin.tenant_id, webhook_id)
    return found


def _changed(
    desk: Desk, webhooks: WebhookDesk, admin: Principal, webhook_id: str, rule: Callable[[Webhook], Webhook]
) -> Webhook:
    """As the rule made it; decided anew where somebody else was faster."""
    for _ in range(ATTEMPTS):
        before = find_webhook(webhooks, admin, webhook_id)
        after = rule(before)
        if after == before:
            return before
        after = replace(after, version=before.version + 1, updated_at=desk.clock.now())
        if webhooks.webhooks.replace(before, after):
            return after
    raise Busy("Somebody else changes this webhook. Please try again.")


def _new_secret(desk: Desk) -> str:
    return secret_of(desk.secrets.token(SECRET_BITS).encode())
