"""The events that API Gateway and EventBridge give to a function, in the shapes that AWS documents."""

import base64
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from local.config import ACCOUNT

Event = dict[str, Any]
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class HttpCall:
    """One HTTP request, as far as an event tells of it."""

    method: str
    path: str
    raw_path: str
    query: str
    headers: list[tuple[str, str]]
    body: bytes
    source_ip: str


def http_event(api: str, route_key: str, path_parameters: dict[str, str], stage: str, call: HttpCall) -> Event:
    """An HTTP API's event, payload format 2.0."""
    headers = _joined((name.lower(), value) for name, value in call.headers)
    cookies = headers.pop("cookie", None)
    host = headers.get("host", "")
    event: Event = {
        "version": "2.0",
        "routeKey": route_key,
        "rawPath": call.raw_path,
        "rawQueryString": call.query,
        "headers": headers,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": api,
            "domainName": host,
            "domainPrefix": host.partition(".")[0].partition(":")[0],
            "http": {
                "method": call.method,
                "path": call.path,
                "protocol": "HTTP/1.1",
                "sourceIp": call.source_ip,
                "userAgent": headers.get("user-agent", ""),
            },
            "requestId": request_id(),
            "routeKey": route_key,
            "stage": stage,
            "time": _clock_time(),
            "timeEpoch": _now_in_milliseconds(),
        },
        "isBase64Encoded": False,
    }
    if cookies is not None:
        event["cookies"] = [cookie.strip() for cookie in cookies.split(";")]
    if call.query:
        event["queryStringParameters"] = _joined(parse_qsl(call.query, keep_blank_values=True))
    if path_parameters:
        event["pathParameters"] = path_parameters
    if call.body:
        event["body"], event["isBase64Encoded"] = _text_or_base64(call.body)
    return event


def _now_in_milliseconds() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)


@dataclass
class SocketContext:
    """What the events of one WebSocket connection have in common."""

    api: str
    stage: str
    host: str
    source_ip: str
    user_agent: str
    connection_id: str = field(default_factory=lambda: base64.b64encode(os.urandom(11)).decode())
    connected_at: int = field(default_factory=_now_in_milliseconds)

    def request(self, route_key: str, event_type: str, **more: Any) -> Event:
        request = request_id()
        identity = {"sourceIp": self.source_ip}
        if self.user_agent:
            identity["userAgent"] = self.user_agent
        return {
            "routeKey": route_key,
            **more,
            "eventType": event_type,
            "extendedRequestId": request,
            "requestTime": _clock_time(),
            "messageDirection": "IN",
            "stage": self.stage,
            "connectedAt": self.connected_at,
            "requestTimeEpoch": _now_in_milliseconds(),
            "identity": identity,
            "requestId": request,
            "domainName": self.host,
            "connectionId": self.connection_id,
            "apiId": self.api,
        }


def connect_event(context: SocketContext, headers: Pairs, query: str) -> Event:
    named = [(_header_case(name), value) for name, value in headers]
    event: Event = {
        "headers": dict(named),
        "multiValueHeaders": _grouped(named),
        "requestContext": context.request("$connect", "CONNECT"),
        "isBase64Encoded": False,
    }
    if query:
        parameters = parse_qsl(query, keep_blank_values=True)
        event["queryStringParameters"] = dict(parameters)
        event["multiValueQueryStringParameters"] = _grouped(parameters)
    return event


def message_event(context: SocketContext, route_key: str, body: str | bytes) -> Event:
    text, encoded = (body, False) if isinstance(body, str) else (base64.b64encode(body).decode(), True)
    return {
        "requestContext": context.request(route_key, "MESSAGE", messageId=request_id()),
        "body": text,
        "isBase64Encoded": encoded,
    }


def disconnect_event(context: SocketContext, code: int, reason: str) -> Event:
    headers = [("Host", context.host), ("x-api-key", ""), ("X-Forwarded-For", ""), ("x-restapi", "")]
    request = context.request("$disconnect", "DISCONNECT", disconnectStatusCode=code, disconnectReason=reason)
    return {
        "headers": dict(headers),
        "multiValueHeaders": _grouped(headers),
        "requestContext": request,
        "isBase64Encoded": False,
    }


def scheduled_event(rule_arn: str, region: str) -> Event:
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": region,
        "resources": [rule_arn],
        "detail": {},
    }


def request_id() -> str:
    return base64.b64encode(os.urandom(11)).decode()


def _clock_time() -> str:
    return datetime.now(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")


def _joined(pairs: Pairs) -> dict[str, str]:
    return {name: ",".join(values) for name, values in _grouped(pairs).items()}


def _grouped(pairs: Pairs) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def _header_case(name: str) -> str:
    return "-".join({"websocket": "WebSocket"}.get(part, part.capitalize()) for part in name.lower().split("-"))


def _text_or_base64(body: bytes) -> tuple[str, bool]:
    try:
        return body.decode(), False
    except UnicodeDecodeError:
        return base64.b64encode(body).decode(), True
