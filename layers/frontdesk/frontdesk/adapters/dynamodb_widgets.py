"""The widgets' rows of the Directory table, and their secret keys, which have a table of their own.

key                                          access pattern
tenant#id, widget#id                         one widget of a tenant; all of them
tenant#id, widget-count#id                   how many conversations it has had; those of all
widget-token#token, "widget"                 a widget by its public token, also by its former one until that expires

Keys table: tenant#widget                    the secret key of one widget
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import Part, assigning, together, without_none
from frontdesk.adapters.dynamodb_widget_row import (
    COUNTS,
    WidgetCountRow,
    WidgetRow,
    count_key,
    pointer_to,
    row_of,
    stored,
    widget_key,
    widget_of,
)
from frontdesk.domain.errors import Busy
from frontdesk.domain.signing_key import SigningKey
from frontdesk.domain.widget import Widget

WIDGETS = "widget#"


class SigningKeyRow(Model):
    class Meta:
        table_name = "Keys"

    widget_key = UnicodeAttribute(hash_key=True)
    tenant_id = UnicodeAttribute()
    widget_id = UnicodeAttribute()
    secret = UnicodeAttribute()
    former = UnicodeAttribute(null=True)
    former_until = UTCDateTimeAttribute(null=True)


class DynamoWidgets:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, tenant_id: str, widget_id: str) -> Widget | None:
        with suppress(DoesNotExist):
            return widget_of(WidgetRow.get(*widget_key(tenant_id, widget_id), consistent_read=True))
        return None

    def of_tenant(self, tenant_id: str) -> Sequence[Widget]:
        rows = WidgetRow.query(f"tenant#{tenant_id}", WidgetRow.record.startswith(WIDGETS), consistent_read=True)
        found = [widget for widget in map(widget_of, rows) if not widget.removed]
        return sorted(found, key=lambda widget: (widget.name.casefold(), widget.id))

    def conversation_counts(self, tenant_id: str) -> Mapping[str, int]:
        rows = WidgetCountRow.query(f"tenant#{tenant_id}", WidgetCountRow.record.startswith(COUNTS))
        return {row.record.removeprefix(COUNTS): int(row.conversations) for row in rows}

    def conversation_count(self, tenant_id: str, widget_id: str) -> int:
        with suppress(DoesNotExist):
            return int(WidgetCountRow.get(*count_key(tenant_id, widget_id)).conversations)
        return 0

    def add(self, widget: Widget, key: SigningKey) -> None:
        new = WidgetRow.record.does_not_exist()
        parts: list[Part] = [
            lambda transaction: transaction.save(row_of(widget), condition=new),
            lambda transaction: transaction.save(pointer_to(widget)),
            lambda transaction: transaction.save(_row_of_key(key)),
        ]
        if together(self._connection, *parts) is not None:
            raise Busy("The widget could not be added. Please try again.")

    def replace(self, old: Widget, new: Widget) -> bool:
        return self._write(old, new)

    def rotate(self, old: Widget, new: Widget, key: SigningKey) -> bool:
        return self._write(old, new, lambda transaction: transaction.save(_row_of_key(key)))

    def _write(self, old: Widget, new: Widget, *more: Part) -> bool:
        """A widget that was made before versions were counted has none in its row, and is the first."""
        row = WidgetRow(*widget_key(old.tenant_id, old.id))
        same = WidgetRow.version == old.version
        if old.version == 1:
            same = WidgetRow.record.exists() & (same | WidgetRow.version.does_not_exist())
        actions = assigning(WidgetRow, stored(old), stored(new))
        parts: list[Part] = [lambda transaction: transaction.update(row, actions, condition=same)]
        return together(self._connection, *parts, *_moved_token(old, new), *more) is None

    def signing_key(self, tenant_id: str, widget_id: str) -> SigningKey | None:
        with suppress(DoesNotExist):
            row = SigningKeyRow.get(_key(tenant_id, widget_id), consistent_read=True)
            return SigningKey(
                tenant_id=row.tenant_id,
                widget_id=row.widget_id,
                secret=row.secret,
                former=row.former,
                former_until=row.former_until,
            )
        return None


def _moved_token(old: Widget, new: Widget) -> list[Part]:
    if old.token == new.token:
        return []
    return [
        lambda transaction: transaction.save(pointer_to(new)),
        lambda transaction: transaction.save(pointer_to(old, until=new.former_token_until)),
    ]


def _row_of_key(key: SigningKey) -> SigningKeyRow:
    return SigningKeyRow(_key(key.tenant_id, key.widget_id), **without_none(asdict(key)))


def _key(tenant_id: str, widget_id: str) -> str:
    return f"{tenant_id}#{widget_id}"
