"""The workflows' rows of the Directory table.

key                                  access pattern
tenant#id, workflow#id               one workflow of a tenant; all of them, without their definitions
workflow#tenant#id, version#000001   the definition of one version, written once
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.connection import Connection
from pynamodb.models import Model

from frontdesk.adapters.dynamodb import assigning, holds, together, took_place
from frontdesk.domain.errors import Busy
from frontdesk.domain.party import Party
from frontdesk.domain.workflow.record import Definition, WorkflowRecord

KIND = "workflow"
WRITTEN = ("name", "version", "active")


class WorkflowRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    tenant_id = UnicodeAttribute()
    id = UnicodeAttribute()
    name = UnicodeAttribute()
    version = NumberAttribute()
    active = BooleanAttribute()
    updater_id = UnicodeAttribute()
    updater_name = UnicodeAttribute()
    updated_at = UTCDateTimeAttribute()


class WorkflowVersionRow(Model):
    class Meta:
        table_name = "Directory"

    owner = UnicodeAttribute(hash_key=True)
    record = UnicodeAttribute(range_key=True)
    definition = JSONAttribute()


class DynamoWorkflows:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, tenant_id: str, workflow_id: str) -> WorkflowRecord | None:
        try:
            return _record(WorkflowRow.get(*_key(tenant_id, workflow_id), consistent_read=True))
        except WorkflowRow.DoesNotExist:
            return None

    def exists(self, tenant_id: str, workflow_id: str) -> bool:
        found = self.get(tenant_id, workflow_id)
        return found is not None and found.active

    def of_tenant(self, tenant_id: str) -> Sequence[WorkflowRecord]:
        rows = WorkflowRow.query(f"tenant#{tenant_id}", WorkflowRow.record.startswith(f"{KIND}#"), consistent_read=True)
        return sorted(map(_record, rows), key=lambda record: (record.name.casefold(), record.id))

    def definition(self, tenant_id: str, workflow_id: str, version: int) -> Definition | None:
        key = _version_key(tenant_id, workflow_id, version)
        try:
            found: Definition = WorkflowVersionRow.get(*key, consistent_read=True).definition
        except WorkflowVersionRow.DoesNotExist:
            return None
        return found

    def add(self, record: WorkflowRecord, definition: Definition) -> None:
        row, own = _row(record), _version_row(record, definition)
        failed = together(
            self._connection,
            lambda transaction: transaction.save(row, condition=WorkflowRow.record.does_not_exist()),
            lambda transaction: transaction.save(own, condition=WorkflowVersionRow.record.does_not_exist()),
        )
        if failed is not None:
            raise Busy("Somebody adds a workflow at this moment. Please try again.")

    def edit(self, before: WorkflowRecord, after: WorkflowRecord, definition: Definition | None = None) -> bool:
        row, same = WorkflowRow(*_row_key(before)), holds(WorkflowRow, _written(before))
        actions = assigning(WorkflowRow, _values(before), _values(after))
        if definition is None:
            return took_place(lambda: row.update(actions, condition=same))
        own, new = _version_row(after, definition), WorkflowVersionRow.record.does_not_exist()
        failed = together(
            self._connection,
            lambda transaction: transaction.update(row, actions, condition=same),
            lambda transaction: transaction.save(own, condition=new),
        )
        return failed is None

    def remove(self, record: WorkflowRecord) -> bool:
        row, same = WorkflowRow(*_row_key(record)), holds(WorkflowRow, _written(record))
        return took_place(lambda: row.delete(condition=same))


def _row(record: WorkflowRecord) -> WorkflowRow:
    return WorkflowRow(*_row_key(record), tenant_id=record.tenant_id, id=record.id, **_values(record))


def _version_row(record: WorkflowRecord, definition: Definition) -> WorkflowVersionRow:
    key = _version_key(record.tenant_id, record.id, record.version)
    return WorkflowVersionRow(*key, definition=dict(definition))


def _written(record: WorkflowRecord) -> Mapping[str, Any]:
    return {name: getattr(record, name) for name in WRITTEN}


def _values(record: WorkflowRecord) -> Mapping[str, Any]:
    updated = {
        "updater_id": record.updated_by.id,
        "updater_name": record.updated_by.name,
        "updated_at": record.updated_at,
    }
    return {**_written(record), **updated}


def _row_key(record: WorkflowRecord) -> tuple[str, str]:
    return _key(record.tenant_id, record.id)


def _key(tenant_id: str, workflow_id: str) -> tuple[str, str]:
    return f"tenant#{tenant_id}", f"{KIND}#{workflow_id}"


def _version_key(tenant_id: str, workflow_id: str, version: int) -> tuple[str, str]:
    return f"{KIND}#{tenant_id}#{workflow_id}", f"version#{version:06d}"


def _record(row: WorkflowRow) -> WorkflowRecord:
    return WorkflowRecord(
        tenant_id=row.tenant_id,
        id=row.id,
        name=row.name,
        version=int(row.version),
        active=row.active,
        updated_by=Party(row.updater_id, row.updater_name),
        updated_at=row.updated_at,
    )
