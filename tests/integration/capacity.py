"""What calls of DynamoDB cost, by DynamoDB's own rules: a simulated table does not know.

A read unit is 4 kB read consistently, half of one otherwise. A write unit is 1 kB of the larger of the row before and
after, and 1 kB of each index entry that comes, goes or (as two) moves. A row that a transaction writes counts twice,
its index entries once.
"""

import re
from collections.abc import Iterator, Sequence
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
PLACEHOLDER = re.compile(r"[#:]\w+")
DROPPING = frozenset({"FilterExpression", "ProjectionExpression"})
READS = ("GetItem", "Query", "BatchGetItem")
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem")
Row = dict[str, Any]
Arguments = dict[str, Any]


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
        return sum(call.units for call in self.calls if call.operation in READS)

    @property
    def writes(self) -> float:
        return sum(call.units for call in self.calls if call.operation not in READS)


@contextmanager
def metered(tables: Tables) -> Iterator[Meter]:
    """Every call by a client other than the tables' own."""
    meter = Meter()
    send = BaseClient._make_api_call  # type: ignore[attr-defined]

    def counted(client: Any, operation: str, arguments: dict[str, Any]) -> Any:
        if client is tables.client:
            return send(client, operation, arguments)
        parts = _parts(operation, arguments)
        before = [_row(tables, table, part) for table, part in parts]
        answer = send(client, operation, arguments)
        read = {**answer, "Items": _looked_at(tables, arguments)} if "FilterExpression" in arguments else answer
        for (table, part), row in zip(parts, before, strict=True):
            units = _units(operation, table, part, read, row, _row(tables, table, part))
            meter.calls.append(Call(operation, table, units))
        return answer

    with patch.object(BaseClient, "_make_api_call", counted):
        yield meter


def _parts(operation: str, arguments: Arguments) -> Sequence[tuple[str, Arguments]]:
    """What a call asks of each row, with the row's table; of a read, what it asks of each table."""
    if operation == "TransactWriteItems":
        return [(part["TableName"], part) for item in arguments["TransactItems"] for part in item.values()]
    if operation == "BatchWriteItem":
        wanted = [(table, each) for table, several in arguments["RequestItems"].items() for each in several]
        return [(table, next(iter(each.values()))) for table, each in wanted]
    if operation == "BatchGetItem":
        return list(arguments["RequestItems"].items())
    return [(arguments["TableName"], arguments)]


def _looked_at(tables: Tables, arguments: Arguments) -> list[Row]:
    """A filter and a projection save nothing: what they drop has been read."""
    known = set(PLACEHOLDER.findall(arguments["KeyConditionExpression"]))
    whole = {name: value for name, value in arguments.items() if name not in DROPPING}
    for held in ("ExpressionAttributeNames", "ExpressionAttributeValues"):
        whole[held] = {name: value for name, value in arguments[held].items() if name in known}
    rows: list[Row] = tables.client.query(**whole)["Items"]
    return rows


def _units(operation: str, table: str, part: Arguments, answer: dict[str, Any], before: Row, after: Row) -> float:
    if operation == "BatchGetItem":
        each = [max(1, ceil(size(row) / READ_BYTES)) for row in answer["Responses"][table]]
        return sum(each) if part.get("ConsistentRead") else sum(each) / 2
    if operation in READS:
        rows = answer.get("Items", [answer["Item"]] if "Item" in answer else [])
        whole = max(1, ceil(sum(map(size, rows)) / READ_BYTES))
        return whole if part.get("ConsistentRead") else whole / 2
    assert operation in WRITES, f"No rule for {operation}"
    own = max(1, ceil(max(size(before), size(after)) / WRITE_BYTES))
    times = 2 if operation == "TransactWriteItems" else 1
    return times * own + sum(_index_units(index, before, after) for index in _indexes(table))


def _index_units(index: dict[str, Any], before: Row, after: Row) -> int:
    names = [key["AttributeName"] for key in index["KeySchema"]]
    old, new = (
        [row[name] for name in names] if all(name in row for name in names) else None for row in (before, after)
    )
    if old is None and new is None:
        return 0
    if old == new:
        carried = index["Projection"].get("NonKeyAttributes", [])
        return int(any(before.get(name) != after.get(name) for name in carried))
    return 1 if old is None or new is None else 2


def _indexes(table: str) -> list[dict[str, Any]]:
    indexes: list[dict[str, Any]] = _properties(table).get("GlobalSecondaryIndexes", [])
    assert all(index["Projection"]["ProjectionType"] in ("KEYS_ONLY", "INCLUDE") for index in indexes)
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
        case "L":
            return 3 + sum(1 + _size_of(each) for each in held)
        case "BOOL" | "NULL":
            return 1
    raise AssertionError(f"No rule for {kind}")
