"""What calls of DynamoDB cost, by DynamoDB's own rules: a simulated table does not know.

A read unit is 4 kB read consistently, half of one otherwise. A write unit is 1 kB of the larger of the row before and
after, and 1 kB of each index entry that comes, goes or (as two) moves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient

from tests.contract.sam_template import of_type, written
from tests.integration.cloud import Tables

READ_BYTES = 4096
WRITE_BYTES = 1024
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    operation: str
    table: str
    units: float


@dataclass
class Meter:
    calls: list[Call] = field(default_factory=list)

    def units(self, operation: str, table: str) -> float:
        return sum(call.units for call in self.calls if (call.operation, call.table) == (operation, table))

    @property
    def reads(self) -> float:
        return sum(call.units for call in self.calls if call.operation in ("GetItem", "Query"))

    @property
    def writes(self) -> float:
        return sum(call.units for call in self.calls if call.operation not in ("GetItem", "Query"))


@contextmanager
def metered(tables: Tables) -> Iterator[Meter]:
    """Every call by a client other than the tables' own."""
    meter = Meter()
    send = BaseClient._make_api_call  # type: ignore[attr-defined]

    def counted(client: Any, operation: str, arguments: dict[str, Any]) -> Any:
        if client is tables.client:
            return send(client, operation, arguments)
        table = arguments["TableName"]
        before = _row(tables, table, arguments)
        answer = send(client, operation, arguments)
        after = _row(tables, table, arguments)
        meter.calls.append(Call(operation, table, _units(operation, table, arguments, answer, before, after)))
        return answer

    with patch.object(BaseClient, "_make_api_call", counted):
        yield meter


def _units(
    operation: str, table: str, arguments: dict[str, Any], answer: dict[str, Any], before: Row, after: Row
) -> float:
    if operation in ("GetItem", "Query"):
        rows = answer.get("Items", [answer["Item"]] if "Item" in answer else [])
        whole = max(1, ceil(sum(map(size, rows)) / READ_BYTES))
        return whole if arguments.get("ConsistentRead") else whole / 2
    assert operation in ("PutItem", "UpdateItem", "DeleteItem"), f"No rule for {operation}"
    own = max(1, ceil(max(size(before), size(after)) / WRITE_BYTES))
    return own + sum(_index_units(index, before, after) for index in _indexes(table))


def _index_units(index: dict[str, Any], before: Row, after: Row) -> int:
    names = [key["AttributeName"] for key in index["KeySchema"]]
    old, new = (
        [row[name] for name in names] if all(name in row for name in names) else None for row in (before, after)
    )
    return (0 if old == new else 1) if old is None or new is None else (0 if old == new else 2)


def _indexes(table: str) -> list[dict[str, Any]]:
    indexes: list[dict[str, Any]] = _properties(table).get("GlobalSecondaryIndexes", [])
    assert all(index["Projection"] == {"ProjectionType": "KEYS_ONLY"} for index in indexes)
    return indexes


def _properties(table: str) -> dict[str, Any]:
    found: dict[str, Any] = of_type("AWS::DynamoDB::Table", written())[table]
    return found


def _row(tables: Tables, table: str, arguments: dict[str, Any]) -> Row:
    """The row that a call is about, as it is now."""
    given = arguments.get("Key") or arguments.get("Item")
    if given is None:
        return {}
    key = {name["AttributeName"]: given[name["AttributeName"]] for name in _properties(table)["KeySchema"]}
    found: Row = tables.client.get_item(TableName=table, Key=key).get("Item", {})
    return found


def size(row: Row) -> int:
    """A row's size as DynamoDB counts it: names and values, in UTF-8."""
    return sum(len(name.encode()) + _size_of(value) for name, value in row.items())


def _size_of(value: dict[str, Any]) -> int:
    ((kind, held),) = value.items()
    match kind:
        case "S":
            return len(held.encode())
        case "N":
            return (len(held.strip("-0.")) + 1) // 2 + 1
        case "SS":
            return sum(len(each.encode()) for each in held)
        case "BOOL" | "NULL":
            return 1
    raise AssertionError(f"No rule for {kind}")
