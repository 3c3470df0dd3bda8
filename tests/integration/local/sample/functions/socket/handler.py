import json
import os
import time
from typing import Any

import answers
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from shared_things import note, table

NAME_AT_IMPORT = os.environ["NAME"]
CONNECTIONS = boto3.client(
    "apigatewaymanagementapi",
    endpoint_url=os.environ["CONNECTIONS_URL"],
    config=Config(retries={"total_max_attempts": 1}),
)


def lambda_handler(event: dict[str, Any], _context: Any) -> Any:
    request = event["requestContext"]
    match request["eventType"]:
        case "CONNECT":
            return _connect(event)
        case "DISCONNECT":
            code, reason = request["disconnectStatusCode"], request["disconnectReason"]
            note("gone", request["connectionId"], code=code, reason=reason, event=json.dumps(event))
            return {"statusCode": 200}
    return {"statusCode": 200, "body": json.dumps(_answer(event))}


def _connect(event: dict[str, Any]) -> Any:
    wanted = (event.get("queryStringParameters") or {}).get("do")
    if wanted == "refuse":
        return {"statusCode": 401, "headers": {"content-type": "application/json"}, "body": '{"code": "expired"}'}
    if wanted == "raise":
        raise ValueError("asked to")
    if wanted == "subprotocol":
        return {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "chat.v1"}}
    note("connected", event["requestContext"]["connectionId"], event=json.dumps(event))
    if wanted == "wait":
        _wait_until_left(event["headers"]["X-Name"])
    return {"statusCode": 200}


def _wait_until_left(name: str) -> None:
    """Until the test says that the client with this name has gone, or that it need not wait any longer."""
    while "Item" not in table().get_item(Key={"pk": "left", "sk": name}, ConsistentRead=True):
        time.sleep(0.02)


def _answer(event: dict[str, Any]) -> Any:
    try:
        frame = json.loads(event["body"])
    except ValueError:
        frame = {}
    connection = event["requestContext"]["connectionId"]
    match frame.get("do") if isinstance(frame, dict) else None:
        case "raise":
            raise ValueError("asked to")
        case "sleep":
            time.sleep(frame["seconds"])
        case "wait":
            _wait_until_left(frame["who"])
        case "post":
            return {"posted": _post(frame.get("to", connection), frame.get("data", "{}"))}
        case "look":
            seen = CONNECTIONS.get_connection(ConnectionId=connection)
            return {"identity": seen["Identity"], "connected": seen["ConnectedAt"].isoformat()}
        case "end":
            CONNECTIONS.delete_connection(ConnectionId=connection)
    return {"event": event, "name": NAME_AT_IMPORT, "sibling": answers.SIBLING}


def _post(connection: str, data: str) -> str:
    try:
        CONNECTIONS.post_to_connection(ConnectionId=connection, Data=data.encode())
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return "ok"
