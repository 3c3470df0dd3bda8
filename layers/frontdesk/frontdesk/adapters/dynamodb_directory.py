"""The Directory table: widgets as visitors reach them, the visitors and their tokens.

key                                      access pattern
visitor#tenant#id, "visitor"             one visitor
visitor#tenant#id, visitor-token#hash    by which tokens they are known
visitor-token#hash, "visitor-token"      a visitor by their secret token
by_first_seen   tenant / seen#id         a tenant's visitors, but for those who have become somebody else (sparse)

Who has become somebody else leaves nothing of themselves in their row, and the row itself goes after a while.
The widgets' own keys are told by `dynamodb_widgets`.
"""

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.connection import Connection
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import (
    assigning,
    epoch,
    fingerprint,
    holds,
    instant,
    sortable,
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
from frontdesk.adapters.keeping import FOR_EVER, Keeping
from frontdesk.domain.visitor import FORMER_TOKENS_LIVE, Particulars, Visitor
from frontdesk.domain.widget import Widget
from frontdesk.use_cases.ports import Clock

REMEMBER_WIDGET = timedelta(seconds=30)
VISITOR = "visitor"
NOTHING = object()
VISITOR_TOKEN = "visitor-token"  # noqa: S105 - a kind of row
# Longer than anything that was on its way when they became somebody else can take.
FORMER_KEPT = timedelta(days=7)


class ByFirstSeen(GlobalSecondaryIndex["VisitorRow"]):
    class Meta:
        index_name = "by_first_seen"
        projection = KeysOnlyProjection()

    visitors_of = UnicodeAttribute(hash_key=True)
    first_seen_rank = UnicodeAttribute(range_key=True)


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
    expires_at = NumberAttribute(null=True)

    visitors_of = UnicodeAttribute(null=True)
    first_seen_rank = UnicodeAttribute(null=True)

    by_first_seen = ByFirstSeen()


R = TypeVar("R", VisitorRow, PointerRow)


class DynamoDirectory:
    """A warm function remembers a widget for half a minute: it is read with every request, and seldom changes.

    `keeping` says for how long somebody who comes no more is known.
    """

    def __init__(self, clock: Clock, connection: Connection, keeping: Keeping = FOR_EVER) -> None:
        self._clock = clock
        self._connection = connection
        self._keeping = keeping
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
        row = _found(VisitorRow, *visitor_key(tenant_id, visitor_id), consistent=consistent)
        return visitor_of(row) if row else None

    def create_visitor(self, visitor: Visitor) -> bool:
        values = {**self._told(visitor), **merges_of(visitor)}
        row = VisitorRow(*visitor_key(visitor.tenant_id, visitor.id), **without_none(values))
        return took_place(lambda: row.save(condition=VisitorRow.record.does_not_exist()))

    def put_visitor(self, visitor: Visitor) -> None:
        values = self._told(visitor)
        row = VisitorRow(*visitor_key(visitor.tenant_id, visitor.id))
        row.update(assigning(VisitorRow, dict.fromkeys(values, NOTHING), values))

    def merge_visitor(self, before: Visitor, after: Visitor, anonymous: Visitor | None = None) -> bool:
        known = VisitorRow(*visitor_key(before.tenant_id, before.id))
        changes = assigning(VisitorRow, merges_of(before), merges_of(after))
        same = holds(VisitorRow, merges_of(before))
        if anonymous is None:
            return not changes or took_place(lambda: known.update(changes, condition=same))
        row = VisitorRow(*visitor_key(anonymous.tenant_id, anonymous.id))
        pointer = _pointing_to(after, self._clock.now())
        free = VisitorRow.record.exists() & VisitorRow.merged_into.does_not_exist()
        failed = together(
            self._connection,
            lambda transaction: transaction.update(known, changes, condition=same),
            lambda transaction: transaction.update(row, pointer, condition=free),
        )
        return failed is None

    def add_visitor_token(self, token: str, visitor: Visitor, expires_at: datetime) -> None:
        """Noted with the visitor first, so that no token is good of which nobody knows whose it is."""
        key = f"{VISITOR_TOKEN}#{fingerprint(token)}"
        owner, _ = visitor_key(visitor.tenant_id, visitor.id)
        for place in ((owner, key), (key, VISITOR_TOKEN)):
            PointerRow(*place, tenant_id=visitor.tenant_id, target_id=visitor.id, expires_at=epoch(expires_at)).save()

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

    def _told(self, visitor: Visitor) -> dict[str, Any]:
        names = ("tenant_id", "id", "widget_id", "verified", "external_id", "first_seen_at", "last_seen_at")
        until = self._keeping.until(visitor.tenant_id, visitor.last_seen_at)
        return {
            **{name: getattr(visitor, name) for name in names},
            "particulars": without_none(asdict(visitor.particulars)),
            "attributes": dict(visitor.attributes) or None,
            "visitors_of": visitor.tenant_id,
            "first_seen_rank": f"{sortable(visitor.first_seen_at)}#{visitor.id}",
            "expires_at": epoch(until) if until else None,
        }


def _found(kind: type[R], owner: str, record: str, *, consistent: bool = False) -> R | None:
    """The cheaper read may not show what was written a moment ago, so a miss is looked at twice."""
    for surely in (True,) if consistent else (False, True):
        with suppress(kind.DoesNotExist):
            return kind.get(owner, record, consistent_read=surely)
    return None


def visitor_key(tenant_id: str, visitor_id: str) -> tuple[str, str]:
    return f"visitor#{tenant_id}#{visitor_id}", VISITOR


def _pointing_to(become: Visitor, now: datetime) -> list[Action]:
    """Nothing of whom they were stays; what they told is told by the one that they have become."""
    return [
        VisitorRow.merged_into.set(become.id),
        VisitorRow.merged_at.set(now),
        VisitorRow.particulars.set({}),
        VisitorRow.attributes.remove(),
        VisitorRow.external_id.remove(),
        VisitorRow.visitors_of.remove(),
        VisitorRow.first_seen_rank.remove(),
        VisitorRow.expires_at.set(epoch(now + FORMER_KEPT)),
    ]


def merges_of(visitor: Visitor) -> dict[str, Any]:
    return {"former_ids": list(visitor.former_ids) or None, "merging": list(visitor.merging) or None}


def visitor_of(row: VisitorRow) -> Visitor:
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
