"""Three ways to append a message to a numbered log, on the same table, with the same client."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import uniform
from time import sleep
from typing import Any

from botocore.exceptions import ClientError

TABLE = "Append"
COUNTER = 0
CONDITION_FAILED = "ConditionalCheckFailedException"
TRANSACTION_CANCELLED = "TransactionCanceledException"
LONGEST_PAUSE_SECONDS = 0.01
Append = Callable[["Meter", str, str, int, str], int]


@dataclass(slots=True)
class Meter:
    """A client that adds up what is billed."""

    client: Any
    requests: int = 0
    read_units: float = 0.0
    write_units: float = 0.0
    conflicts: int = 0

    def read(self, operation: str, **arguments: Any) -> Any:
        answer, units = self._call(operation, arguments)
        self.read_units += units
        return answer

    def write(self, operation: str, **arguments: Any) -> Any:
        answer, units = self._call(operation, arguments)
        self.write_units += units
        return answer

    @contextmanager
    def lost_race(self, code: str, write_units: int) -> Iterator[None]:
        """A write that loses its race is billed as if it had won."""
        try:
            yield
        except ClientError as error:
            if error.response["Error"]["Code"] != code:
                raise
            self.conflicts += 1
            self.write_units += write_units
            sleep(uniform(0, LONGEST_PAUSE_SECONDS))

    def _call(self, operation: str, arguments: dict[str, Any]) -> tuple[Any, float]:
        self.requests += 1
        answer = getattr(self.client, operation)(**arguments, ReturnConsumedCapacity="TOTAL")
        consumed = answer["ConsumedCapacity"]
        per_table: Iterable[Any] = consumed if isinstance(consumed, list) else [consumed]
        return answer, sum(each["CapacityUnits"] for each in per_table)


def tail_append(meter: Meter, log: str, client_id: str, base_seq: int, content: str) -> int:
    """Read above what the sender has seen, then put behind the last one if the place is free."""
    read_from = base_seq
    while True:
        found = meter.read(
            "query",
            TableName=TABLE,
            KeyConditionExpression="conversation = :conversation AND seq >= :seq",
            ExpressionAttributeValues={":conversation": {"S": log}, ":seq": _number(read_from)},
            ConsistentRead=True,
        )["Items"]
        if stored := [item for item in found if item["client_id"]["S"] == client_id]:
            return int(stored[0]["seq"]["N"])
        seq = int(found[-1]["seq"]["N"]) + 1 if found else 1
        with meter.lost_race(CONDITION_FAILED, write_units=1):
            meter.write(
                "put_item",
                TableName=TABLE,
                Item=_message(log, seq, client_id, content),
                ConditionExpression="attribute_not_exists(conversation)",
            )
            return seq
        read_from = seq - 1


def transaction(meter: Meter, log: str, client_id: str, _base_seq: int, content: str) -> int:
    """Counter, message and a row that knows the client_id, all or nothing."""
    while True:
        row = meter.read("get_item", TableName=TABLE, Key=_key(log, COUNTER), ConsistentRead=True).get("Item")
        last = int(row["latest"]["N"]) if row else 0
        counter = {**_key(log, COUNTER), "latest": _number(last + 1)}
        with meter.lost_race(TRANSACTION_CANCELLED, write_units=6):
            meter.write(
                "transact_write_items",
                TransactItems=[
                    _put(counter, "attribute_not_exists(conversation) OR latest = :latest", last),
                    _put(_message(log, last + 1, client_id, content), "attribute_not_exists(conversation)"),
                    _put(_key(f"{log}#{client_id}", last + 1), "attribute_not_exists(conversation)"),
                ],
            )
            return last + 1


def counter_then_put(meter: Meter, log: str, client_id: str, _base_seq: int, content: str) -> int:
    """Neither exact nor gapless: a death between the two writes burns a number, a repetition stores a copy."""
    counted = meter.write(
        "update_item",
        TableName=TABLE,
        Key=_key(log, COUNTER),
        UpdateExpression="ADD latest :one",
        ExpressionAttributeValues={":one": _number(1)},
        ReturnValues="UPDATED_NEW",
    )
    seq = int(counted["Attributes"]["latest"]["N"])
    meter.write("put_item", TableName=TABLE, Item=_message(log, seq, client_id, content))
    return seq


def _message(log: str, seq: int, client_id: str, content: str) -> dict[str, Any]:
    return {**_key(log, seq), "client_id": {"S": client_id}, "content": {"S": content}}


def _put(item: dict[str, Any], condition: str, last: int | None = None) -> dict[str, Any]:
    values = {} if last is None else {"ExpressionAttributeValues": {":latest": _number(last)}}
    return {"Put": {"TableName": TABLE, "Item": item, "ConditionExpression": condition, **values}}


def _key(log: str, seq: int) -> dict[str, Any]:
    return {"conversation": {"S": log}, "seq": _number(seq)}


def _number(value: int) -> dict[str, str]:
    return {"N": str(value)}
