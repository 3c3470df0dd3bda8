"""The Directory table: widgets as visitors reach them, the visitors and their tokens.

key                                      access pattern
visitor#tenant#id, "visitor"             one visitor
visitor-token#hash, "visitor-token"      a visitor by their secret token

The widgets' own keys are told by `dynamodb_widgets`.
"""

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pynamodb.attributes import BooleanAttribute, JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.connection import Connection
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import (
    assigning,
    epoch,
    fingerprint,
    holds,
    instant,
    together,
    took_place,
    without_none,
)
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
from frontdesk.domain.visitor import FORMER_TOKENS_LIVE, Particulars, Visitor
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Clock

REMEMBER_WIDGET = timedelta(seconds=30)
VISITOR = "visitor"
NOTHING = object()
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
    external_id = UnicodeAttribute(null=True)
    former_ids = JSONAttribute(null=True)
    merging = JSONAttribute(null=True)
    merged_into = UnicodeAttribute(null=True)
    merged_at = UTCDateTimeAttribute(null=True)


R = TypeVar("R", VisitorRow, PointerRow)


class DynamoDirectory:
    """A warm function remembers a widget for half a minute: it is read with every request, and seldom changes."""

    def __init__(self, clock: Clock, connection: Connection) -> None:
        self._clock = clock
        self._connection = connection
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

    def visitor(self, tenant_id: str, visitor_id: str, *, consistent: bool = False) -> Visitor | None:
        row = _found(VisitorRow, *_visitor_key(tenant_id, visitor_id), consistent=consistent)
        return _visitor(row) if row else None

    def create_visitor(self, visitor: Visitor) -> bool:
        values = {**_told(visitor), **_merges(visitor)}
        row = VisitorRow(*_visitor_key(visitor.tenant_id, visitor.id), **without_none(values))
        return took_place(lambda: row.save(condition=VisitorRow.record.does_not_exist()))

    def put_visitor(self, visitor: Visitor) -> None:
        values = _told(visitor)
        row = VisitorRow(*_visitor_key(visitor.tenant_id, visitor.id))
        row.update(assigning(VisitorRow, dict.fromkeys(values, NOTHING), values))

    def merge_visitor(self, before: Visitor, after: Visitor, anonymous: Visitor | None = None) -> bool:
        known = VisitorRow(*_visitor_key(before.tenant_id, before.id))
        changes = assigning(VisitorRow, _merges(before), _merges(after))
        same = holds(VisitorRow, _merges(before))
        if anonymous is None:
            return not changes or took_place(lambda: known.update(changes, condition=same))
        row = VisitorRow(*_visitor_key(anonymous.tenant_id, anonymous.id))
        pointer: list[Action] = [VisitorRow.merged_into.set(after.id), VisitorRow.merged_at.set(self._clock.now())]
        free = VisitorRow.record.exists() & VisitorRow.merged_into.does_not_exist()
        failed = together(
            self._connection,
            lambda transaction: transaction.update(known, changes, condition=same),
            lambda transaction: transaction.update(row, pointer, condition=free),
        )
        return failed is None

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
        if pointer is None or visitor is None:
            return None
        expires_at = instant(pointer.expires_at or 0)
        if visitor.merged_into is None or visitor.merged_at is None:
            return visitor, expires_at
        become = self.visitor(visitor.tenant_id, visitor.merged_into)
        return (become, min(expires_at, visitor.merged_at + FORMER_TOKENS_LIVE)) if become else None


def _found(kind: type[R], owner: str, record: str, *, consistent: bool = False) -> R | None:
    """The cheaper read may not show what was written a moment ago, so a miss is looked at twice."""
    for surely in (True,) if consistent else (False, True):
        with suppress(kind.DoesNotExist):
            return kind.get(owner, record, consistent_read=surely)
    return None


def _visitor_key(tenant_id: str, visitor_id: str) -> tuple[str, str]:
    return f"visitor#{tenant_id}#{visitor_id}", VISITOR


def _told(visitor: Visitor) -> dict[str, Any]:
    names = ("tenant_id", "id", "widget_id", "verified", "external_id", "first_seen_at", "last_seen_at")
    return {
        **{name: getattr(visitor, name) for name in names},
        "particulars": without_none(asdict(visitor.particulars)),
        "attributes": dict(visitor.attributes) or None,
    }


def _merges(visitor: Visitor) -> dict[str, Any]:
    return {"former_ids": list(visitor.former_ids) or None, "merging": list(visitor.merging) or None}


def _visitor(row: VisitorRow) -> Visitor:
    return Visitor(
        tenant_id=row.tenant_id,
        id=row.id,
        widget_id=row.widget_id,
        particulars=Particulars(**row.particulars),
        verified=row.verified,
        attributes=row.attributes or {},
        external_id=row.external_id,
        former_ids=tuple(row.former_ids or ()),
        merging=tuple(row.merging or ()),
        merged_into=row.merged_into,
        merged_at=row.merged_at,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
    )
