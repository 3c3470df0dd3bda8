"""A widget as rows of the Directory table: itself, what leads to it from a token, and its count of conversations."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, without_none
from frontdesk.adapters.dynamodb_hours import hours_of, stored_hours
from frontdesk.adapters.dynamodb_pointers import PointerRow
from frontdesk.domain.vocabulary import HandlerType, Routing
from frontdesk.domain.widget import BOT_NAME, THRESHOLD, Widget

TOKEN = "widget"  # noqa: S105 - a kind of row
COUNTS = "widget-count#"
LISTS = ("allowed_domains", "department_ids", "agent_ids")


class WidgetRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    token = UnicodeAttribute()
    public_key = UnicodeAttribute(null=True)
    secret_hint = UnicodeAttribute(null=True)
    former_token_until = UTCDateTimeAttribute(null=True)
    former_secret_until = UTCDateTimeAttribute(null=True)
    active = BooleanAttribute()
    handler_type = UnicodeAttribute()
    handler_id = UnicodeAttribute(null=True)
    threshold = NumberAttribute(null=True)
    bot_name = UnicodeAttribute(null=True)
    greeting = UnicodeAttribute(null=True)
    business_hours = JSONAttribute(null=True)
    routing = UnicodeAttribute()
    allowed_domains = JSONAttribute()
    department_ids = JSONAttribute(null=True)
    agent_ids = JSONAttribute(null=True)
    appearance = JSONAttribute()
    texts = JSONAttribute()
    behaviour = JSONAttribute()
    removed = BooleanAttribute(null=True)
    created_at = UTCDateTimeAttribute(null=True)
    updated_at = UTCDateTimeAttribute(null=True)
    version = NumberAttribute(null=True)


class WidgetCountRow(Model):
    """Apart from the widget, which is larger: so that a conversation costs one write unit more, and not several."""

    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    conversations = NumberAttribute()


def widget_key(tenant_id: str, widget_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"widget#{widget_id}"


def token_key(token: str) -> tuple[str, str]:
    return f"widget-token#{token}", TOKEN


def count_key(tenant_id: str, widget_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"{COUNTS}{widget_id}"


def count_conversation(tenant_id: str, widget_id: str) -> None:
    """One more, however many count at once."""
    WidgetCountRow(*count_key(tenant_id, widget_id)).update([WidgetCountRow.conversations.add(1)])


def pointer_to(widget: Widget, until: datetime | None = None) -> PointerRow:
    return PointerRow(
        *token_key(widget.token),
        tenant_id=widget.tenant_id,
        target_id=widget.id,
        expires_at=epoch(until) if until else None,
    )


def row_of(widget: Widget) -> WidgetRow:
    return WidgetRow(*widget_key(widget.tenant_id, widget.id), **without_none(stored(widget)))


def stored(widget: Widget) -> dict[str, Any]:
    """The widget's fields as the row has them."""
    hours = widget.business_hours
    return asdict(widget) | {
        **{name: list(getattr(widget, name)) for name in LISTS},
        "business_hours": stored_hours(hours) if hours else None,
    }


def widget_of(row: WidgetRow) -> Widget:
    return Widget(
        tenant_id=row.tenant_id,
        id=row.id,
        name=row.name,
        token=row.token,
        public_key=row.public_key,
        secret_hint=row.secret_hint,
        former_token_until=row.former_token_until,
        former_secret_until=row.former_secret_until,
        active=row.active,
        handler_type=HandlerType(row.handler_type),
        handler_id=row.handler_id,
        threshold=THRESHOLD if row.threshold is None else row.threshold,
        bot_name=row.bot_name or BOT_NAME,
        greeting=row.greeting,
        business_hours=hours_of(row.business_hours) if row.business_hours else None,
        routing=Routing(row.routing),
        allowed_domains=tuple(row.allowed_domains),
        department_ids=tuple(row.department_ids or ()),
        agent_ids=tuple(row.agent_ids or ()),
        appearance=row.appearance,
        texts=row.texts,
        behaviour=row.behaviour,
        removed=bool(row.removed),
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=int(row.version or 1),
    )
