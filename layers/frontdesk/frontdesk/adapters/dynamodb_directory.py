"""The Directory table: widgets as visitors reach them, the visitors and their tokens.

key                                      access pattern
visitor#tenant#id, "visitor"             one visitor
visitor-token#hash, "visitor-token"      a visitor by their secret token

The widgets' own keys are told by `dynamodb_widgets`.
"""

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TypeVar

from pynamodb.attributes import BooleanAttribute, JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import epoch, fingerprint, instant, without_none
from frontdesk.adapters.dynamodb_pointers import PointerRow
from frontdesk.adapters.dynamodb_widget_row import (
    WidgetRow,
    count_conversation,
    pointer_to,
    row_of,
    token_key,
    widget_key,
    widget_of,
)
from frontdesk.domain.visitor import Particulars, Visitor
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Clock

REMEMBER_WIDGET = timedelta(seconds=30)
VISITOR = "visitor"
VISITOR_TOKEN = "visitor-token"  # noqa: S105 - a kind of row


class VisitorRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    id = UnicodeAttribute()
    widget_id = UnicodeAttribute()
    particulars = JSONAttribute()
    verified = BooleanAttribute()
    attributes = JSONAttribute(null=True)
    first_seen_at = UTCDateTimeAttribute()
    last_seen_at = UTCDateTimeAttribute()


R = TypeVar("R", VisitorRow, PointerRow)


class DynamoDirectory:
    """A warm function remembers a widget for half a minute: it is read with every request, and seldom changes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._widgets: dict[str, tuple[datetime, Widget]] = {}

    def widget_by_token(self, token: str) -> Widget | None:
        remembered = self._widgets.get(token)
        if remembered and remembered[0] > self._clock.now():
            return remembered[1]
        try:
            pointer = PointerRow.get(*token_key(token))
        except PointerRow.DoesNotExist:
            return None
        if pointer.expires_at is not None and instant(pointer.expires_at) <= self._clock.now():
            return None
        found = self._widget(pointer.tenant_id, pointer.target_id)
        return None if found is None or found.removed else self._remember(token, found)

    def widget(self, tenant_id: str, widget_id: str) -> Widget | None:
        key = f"{tenant_id}#{widget_id}"
        remembered = self._widgets.get(key)
        if remembered and remembered[0] > self._clock.now():
            return remembered[1]
        return self._remember(key, self._widget(tenant_id, widget_id))

    def _widget(self, tenant_id: str, widget_id: str) -> Widget | None:
        try:
            return widget_of(WidgetRow.get(*widget_key(tenant_id, widget_id)))
        except WidgetRow.DoesNotExist:
            return None

    def _remember(self, key: str, widget: Widget | None) -> Widget | None:
        if widget is not None:
            self._widgets[key] = (self._clock.now() + REMEMBER_WIDGET, widget)
        return widget

    def put_widget(self, widget: Widget) -> None:
        row_of(widget).save()
        pointer_to(widget).save()

    def count_conversation(self, tenant_id: str, widget_id: str) -> None:
        count_conversation(tenant_id, widget_id)

    def visitor(self, tenant_id: str, visitor_id: str) -> Visitor | None:
        row = _found(VisitorRow, f"visitor#{tenant_id}#{visitor_id}", VISITOR)
        return _visitor(row) if row else None

    def put_visitor(self, visitor: Visitor) -> None:
        told = {
            "particulars": without_none(asdict(visitor.particulars)),
            "attributes": dict(visitor.attributes) or None,
        }
        VisitorRow(
            f"visitor#{visitor.tenant_id}#{visitor.id}", VISITOR, **without_none({**asdict(visitor), **told})
        ).save()

    def add_visitor_token(self, token: str, visitor: Visitor, expires_at: datetime) -> None:
        PointerRow(
            f"visitor-token#{fingerprint(token)}",
            VISITOR_TOKEN,
            tenant_id=visitor.tenant_id,
            target_id=visitor.id,
            expires_at=epoch(expires_at),
        ).save()

    def visitor_of_token(self, token: str) -> tuple[Visitor, datetime] | None:
        pointer = _found(PointerRow, f"visitor-token#{fingerprint(token)}", VISITOR_TOKEN)
        visitor = self.visitor(pointer.tenant_id, pointer.target_id) if pointer else None
        return (visitor, instant(pointer.expires_at or 0)) if pointer and visitor else None


def _found(kind: type[R], owner: str, record: str) -> R | None:
    """The cheaper read may not show what was written a moment ago, so a miss is looked at twice."""
    for consistent in (False, True):
        with suppress(kind.DoesNotExist):
            return kind.get(owner, record, consistent_read=consistent)
    return None


def _visitor(row: VisitorRow) -> Visitor:
    return Visitor(
        tenant_id=row.tenant_id,
        id=row.id,
        widget_id=row.widget_id,
        particulars=Particulars(**row.particulars),
        verified=row.verified,
        attributes=row.attributes or {},
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
    )
