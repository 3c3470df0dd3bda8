"""Requests to the HTTP API, straight to the application or through Mangum as API Gateway brings them."""

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx
from fastapi import FastAPI
from mangum import Mangum

from tests.fakes.people import WIDGET

VISITOR = f"/api/widget/{WIDGET.token}"
AGENT = "/api/v1/live-chat"
HOST = "desk.example"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def problem(self) -> tuple[int, str]:
        """Status and code of problem details; fails where the answer is something else."""
        assert self.headers["content-type"] == "application/problem+json", self.text
        assert self.json["status"] == self.status
        assert self.json["type"] == f"urn:frontdesk:problem:{self.json['code']}"
        assert self.json["title"]
        assert self.json["detail"]
        return self.status, self.json["code"]

    @property
    def fields(self) -> list[str]:
        return [error["field"] for error in self.json.get("errors", [])]


class Transport(Protocol):
    def __call__(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Answer: ...


@dataclass
class Straight:
    """ASGI calls without a server between."""

    app: FastAPI
    loop: asyncio.AbstractEventLoop

    def __call__(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Answer:
        return self.loop.run_until_complete(self._ask(method, f"{path}?{query}", headers, body))

    async def _ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=f"https://{HOST}") as client:
            response = await client.request(method, url, headers=dict(headers), content=body)
            return Answer(response.status_code, response.headers, response.content)


@dataclass
class Lambda:
    """Events of API Gateway's HTTP API, payload format 2.0."""

    app: FastAPI
    handler: Any = field(init=False)

    def __post_init__(self) -> None:
        self.handler = Mangum(self.app, lifespan="off")

    def __call__(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Answer:
        sent = {**{name.lower(): value for name, value in headers.items()}, "content-length": str(len(body))}
        event = {
            "version": "2.0",
            "routeKey": "ANY /api/{proxy+}",
            "rawPath": path,
            "rawQueryString": query,
            "headers": {"host": HOST, "x-forwarded-for": "192.0.2.7", **sent},
            "requestContext": {
                "accountId": "123456789012",
                "apiId": "a1b2c3d4e5",
                "domainName": HOST,
                "http": {
                    "method": method,
                    "path": path,
                    "protocol": "HTTP/1.1",
                    "sourceIp": "192.0.2.7",
                    "userAgent": "test",
                },
                "requestId": "JKJaXmPLvHcESHA=",
                "routeKey": "ANY /api/{proxy+}",
                "stage": "$default",
                "time": "05/Jan/2026:09:00:00 +0000",
                "timeEpoch": 1767603600000,
            },
            **_as_brought(body),
        }
        answer = self.handler(event, SimpleNamespace(aws_request_id="9c6a3a4e"))
        text = answer["body"]
        return Answer(
            answer["statusCode"],
            httpx.Headers(answer["headers"]),
            b64decode(text) if answer["isBase64Encoded"] else text.encode(),
        )


def _as_brought(body: bytes) -> dict[str, Any]:
    """What is no text comes in base64."""
    try:
        return {"body": body.decode(), "isBase64Encoded": False}
    except UnicodeDecodeError:
        return {"body": b64encode(body).decode(), "isBase64Encoded": True}


@dataclass
class Client:
    transport: Transport

    def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        origin: str | None = None,
        key: str | None = None,
        raw: bytes | None = None,
        media_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
        **query: Any,
    ) -> Answer:
        """`body` is sent as JSON, `raw` as it is."""
        sent = {
            **(headers or {}),
            "Content-Type": media_type,
            **({"Authorization": f"Bearer {token}"} if token else {}),
            **({"Origin": origin} if origin else {}),
            **({"Idempotency-Key": key} if key is not None else {}),
        }
        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        return self.transport(method, path, urlencode(query, doseq=True), sent, content)
