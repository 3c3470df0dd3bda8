"""What each function has called of AWS: what its policy must allow. Kept in `calls.jsonl` of the stack's data, each
call once for each process that runs the handlers.

Only what names a resource is written, never a value or a key of a row.
"""

import json
import os
from pathlib import Path
from typing import Any

from botocore import handlers
from botocore.model import OperationModel

FILE = "calls.jsonl"
FUNCTION = "AWS_LAMBDA_FUNCTION_NAME"
NAMES = ("TableName", "IndexName", "QueueUrl", "Bucket", "UserPoolId", "EndpointArn", "TargetArn", "stateMachineArn")
# That one was named is what makes it another action.
ANY_VERSION = "any"


def record_calls(data: Path) -> None:
    """From now on, of every client that is made in this process."""
    written: set[str] = set()
    file = data / FILE

    def record(params: dict[str, Any], model: OperationModel, **_context: Any) -> None:
        function = os.environ.get(FUNCTION)
        if function is None:  # the stack itself
            return
        call = {
            "function": function,
            "service": model.service_model.service_name,
            "operation": model.name,
            "arguments": naming(params),
        }
        line = json.dumps(call, sort_keys=True)
        if line not in written:
            written.add(line)
            with file.open("a") as log:
                log.write(f"{line}\n")

    handlers.BUILTIN_HANDLERS.append(("before-parameter-build", record))


def recorded_calls(data: Path) -> list[dict[str, Any]]:
    file = data / FILE
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def naming(params: dict[str, Any]) -> dict[str, Any]:
    """Of a call's arguments, which resources it acts on. Of an object's key, the folder is enough."""
    found = {name: params[name] for name in NAMES if name in params}
    if "Bucket" in params and "Key" in params:
        found["Key"] = _folder(params["Key"])
    if "VersionId" in params:
        found["VersionId"] = ANY_VERSION
    if isinstance(params.get("CopySource"), dict):
        source = params["CopySource"]
        found["CopySource"] = {"Bucket": source["Bucket"], "Key": _folder(source["Key"])}
    if "RequestItems" in params:
        found["RequestItems"] = dict.fromkeys(sorted(params["RequestItems"]))
    if "TransactItems" in params:
        parts = {(kind, within["TableName"]) for part in params["TransactItems"] for kind, within in part.items()}
        found["TransactItems"] = [{kind: {"TableName": table}} for kind, table in sorted(parts)]
    return found


def _folder(key: str) -> str:
    return f"{key.partition('/')[0]}/"
