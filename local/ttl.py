"""Removes expired rows, which DynamoDB does by itself and dynoxide does not."""

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

SWEEP_SECONDS = 60


@dataclass(frozen=True)
class ExpiringTable:
    name: str
    attribute: str
    keys: tuple[str, ...]


async def sweep_for_ever(client: "DynamoDBClient", tables: list[ExpiringTable], time_scale: float) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS / time_scale)
        for table in tables:
            await asyncio.to_thread(sweep, client, table)


def sweep(client: "DynamoDBClient", table: ExpiringTable) -> int:
    """Delete what has expired, unless it was renewed in between."""
    condition = {
        "ExpressionAttributeNames": {"#ttl": table.attribute},
        "ExpressionAttributeValues": {":now": {"N": str(int(time.time()))}},
    }
    expired: list[dict[str, Any]] = []
    for page in client.get_paginator("scan").paginate(
        TableName=table.name,
        FilterExpression="#ttl < :now",
        **condition,  # type: ignore[arg-type]
    ):
        expired += page["Items"]
    for item in expired:
        key = {name: item[name] for name in table.keys}
        try:
            client.delete_item(TableName=table.name, Key=key, ConditionExpression="#ttl < :now", **condition)  # type: ignore[arg-type]
        except client.exceptions.ConditionalCheckFailedException:
            continue
    return len(expired)
