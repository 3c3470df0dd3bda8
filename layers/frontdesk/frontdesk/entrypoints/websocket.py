"""The three routes of the WebSocket API."""

from typing import Any

from aws_lambda_powertools import Logger

from frontdesk.domain.errors import Refusal
from frontdesk.entrypoints.errors import problem_of
from frontdesk.entrypoints.websocket_frames import answer
from frontdesk.metrics import CONNECTIONS_OPENED, CONNECTIONS_REFUSED, Meter
from frontdesk.use_cases.open_connection import open_connection
from frontdesk.use_cases.pace_rate import Pacer
from frontdesk.use_cases.ports import Desk
from frontdesk.use_cases.view_conversation import close_connection

Answer = dict[str, Any]


def handle(desk: Desk, logger: Logger, meter: Meter, event: dict[str, Any], pacer: Pacer | None = None) -> Answer:
    connection_id = event["requestContext"]["connectionId"]
    match event["requestContext"]["eventType"]:
        case "CONNECT":
            return _connect(desk, logger, meter, connection_id, event)
        case "DISCONNECT":
            close_connection(desk, connection_id)
            return {"statusCode": 200}
        case _:
            frame = answer(desk, connection_id, event.get("body") or "", pacer)
            return {"statusCode": 200, "body": frame.model_dump_json(exclude_none=True)}


def _connect(desk: Desk, logger: Logger, meter: Meter, connection_id: str, event: dict[str, Any]) -> Answer:
    ticket = (event.get("queryStringParameters") or {}).get("ticket")
    try:
        principal = open_connection(desk, connection_id, ticket, _origin(event))
    except Refusal as refusal:
        logger.info("connection_refused", extra={"connection_id": connection_id, "code": refusal.code})
        meter.add(CONNECTIONS_REFUSED, label=refusal.code)
        meter.tell()
        found = problem_of(refusal)
        return {"statusCode": found.status, "body": found.model_dump_json(exclude_none=True)}
    logger.info(
        "connection_opened",
        extra={"connection_id": connection_id, "tenant_id": principal.tenant_id, "role": principal.role},
    )
    meter.add(CONNECTIONS_OPENED, label=principal.role)
    meter.tell()
    return {"statusCode": 200}


def _origin(event: dict[str, Any]) -> str | None:
    return next((value for name, value in event.get("headers", {}).items() if name.lower() == "origin"), None)
