"""The canned responses' rows of the Directory table.

key                              access pattern
tenant#id, canned-response#id    one canned response of a tenant; all of them; count a use
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.connection import Connection
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import Part, assigning, holds, together, took_place, without_none
from frontdesk.adapters.dynamodb_names import claimed, freed
from frontdesk.domain.canned_response import CannedResponse
from frontdesk.domain.errors import Busy, NameTaken

KIND = "canned-response"
WRITTEN = ("shortcut", "title", "body", "department_id")
NAME_PART = 1


class CannedResponseRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    id = UnicodeAttribute()
    shortcut = UnicodeAttribute()
    title = UnicodeAttribute()
    body = UnicodeAttribute()
    department_id = UnicodeAttribute(null=True)
    usage_count = NumberAttribute()
    updated_at = UTCDateTimeAttribute()


class DynamoCannedResponses:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, tenant_id: str, response_id: str) -> CannedResponse | None:
        try:
            return _response(CannedResponseRow.get(*_key(tenant_id, response_id), consistent_read=True))
        except CannedResponseRow.DoesNotExist:
            return None

    def of_tenant(self, tenant_id: str) -> Sequence[CannedResponse]:
        rows = CannedResponseRow.query(f"tenant#{tenant_id}", CannedResponseRow.record.startswith(f"{KIND}#"))
        return sorted(map(_response, rows), key=lambda response: response.shortcut)

    def add(self, response: CannedResponse) -> None:
        row = CannedResponseRow(*_row_key(response), **without_none(asdict(response)))
        if not self._write(lambda transaction: transaction.save(row), _claim(response), shortcut=response.shortcut):
            raise Busy("Somebody adds a canned response at this moment. Please try again.")

    def edit(self, before: CannedResponse, after: CannedResponse) -> bool:
        changes = assigning(CannedResponseRow, _written(before), _written(after))
        if not changes:
            return True
        actions = [*changes, CannedResponseRow.updated_at.set(after.updated_at)]
        row = CannedResponseRow(*_row_key(before))
        same = _is(before)
        names = (_claim(after), _free(before)) if before.shortcut != after.shortcut else ()
        return self._write(
            lambda transaction: transaction.update(row, actions, condition=same), *names, shortcut=after.shortcut
        )

    def remove(self, response: CannedResponse) -> bool:
        row = CannedResponseRow(*_row_key(response))
        same = CannedResponseRow.shortcut == response.shortcut
        return self._write(lambda transaction: transaction.delete(row, condition=same), _free(response))

    def count_use(self, response: CannedResponse) -> None:
        row = CannedResponseRow(*_row_key(response))
        there = CannedResponseRow.record.exists()
        took_place(lambda: row.update([CannedResponseRow.usage_count.add(1)], condition=there))

    def _write(self, *parts: Part, shortcut: str = "") -> bool:
        failed = together(self._connection, *parts)
        if failed == NAME_PART:
            raise NameTaken("shortcut", f"Another canned response has the shortcut /{shortcut} already.")
        return failed is None


def _claim(response: CannedResponse) -> Part:
    return claimed(response.tenant_id, KIND, response.shortcut, response.id)


def _free(response: CannedResponse) -> Part:
    return freed(response.tenant_id, KIND, response.shortcut)


def _is(response: CannedResponse) -> Condition:
    return holds(CannedResponseRow, _written(response))


def _written(response: CannedResponse) -> dict[str, Any]:
    return {name: getattr(response, name) for name in WRITTEN}


def _row_key(response: CannedResponse) -> tuple[str, str]:
    return _key(response.tenant_id, response.id)


def _key(tenant_id: str, response_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"{KIND}#{response_id}"


def _response(row: CannedResponseRow) -> CannedResponse:
    return CannedResponse(
        tenant_id=row.tenant_id,
        id=row.id,
        shortcut=row.shortcut,
        title=row.title,
        body=row.body,
        department_id=row.department_id,
        usage_count=int(row.usage_count),
        updated_at=row.updated_at,
    )
