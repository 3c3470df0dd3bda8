"""What every function of the sample shares."""

import os
from typing import Any

import boto3

_table: Any = None


def table() -> Any:
    global _table  # noqa: PLW0603 - one client a process, as in a function
    if _table is None:
        _table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    return _table


def note(pk: str, sk: str, **more: Any) -> None:
    table().put_item(Item={"pk": pk, "sk": sk, **more})
