"""Visitors and agents as programs: they speak HTTP and WebSocket to the running stack, as browsers do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from websockets.sync.client import ClientConnection, connect

from local.demo import PASSWORD, WIDGET_TOKEN
from local.testing import RunningStack

WIDGET = f"/api/widget/{WIDGET_TOKEN}"
AGENTS = "/api/v1/live-chat"
ANSWER_SECONDS = 10
Json = dict[str, Any]


def client_id(anchor: int = 0) -> str:
    return f"{anchor}.{uuid4()}"


class Line:
    """One open WebSocket: answers are matched by request_id, pushes are kept until somebody waits for them."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._pushes: list[Json] = []

    def ask(self, **frame: Any) -> Json:
        request_id = uuid4().hex
        return self.ask_raw(json.dumps({"request_id": request_id, **frame}), request_id)

    def ask_raw(self, text: str, request_id: str | None = None) -> Json:
        self._socket.send(text)
        while True:
            frame = self._next()
            if "request_id" in frame or frame["type"] == "error":
                assert frame.get("request_id") == request_id
                return frame
            self._pushes.append(frame)

    def hear(self, kind: str, **matching: Any) -> Json:
        """The first push of that type, heard already or still to come, whose fields match."""
        seen = 0
        while True:
            for frame in self._pushes[seen:]:
                if frame["type"] == kind and all(frame.get(name) == value for name, value in matching.items()):
                    return frame
            seen = len(self._pushes)
            self._pushes.append(self._next())

    def heard(self) -> list[Json]:
        """Everything pushed so far: what was on its way before this ping is here when its pong is."""
        self.ask(type="ping")
        return self._pushes

    def _next(self) -> Json:
        frame: Json = json.loads(self._socket.recv(timeout=ANSWER_SECONDS))
        return frame


@dataclass
class Person:
    """Somebody with a credential, at a page of one origin."""

    http: httpx.Client
    base: str
    headers: dict[str, str]
    origin: str

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.http.get(self.base + path, headers=self.headers, params=query)

    def post(self, path: str, body: Any = None, **headers: str) -> httpx.Response:
        return self.http.post(self.base + path, headers=self.headers | headers, json=body)

    def log(self, conversation_id: str) -> list[Json]:
        items: list[Json] = self.get(f"/conversations/{conversation_id}/messages", after_seq=0, limit=100).json()[
            "items"
        ]
        return items

    def ticket(self) -> Json:
        answer: Json = self.post("/ws-ticket").json()
        return answer

    @contextmanager
    def line(self) -> Iterator[Line]:
        ticket = self.ticket()
        with connect(f"{ticket['url']}?ticket={ticket['ticket']}", origin=self.origin) as socket:  # type: ignore[arg-type]
            yield Line(socket)


def new_visitor(http: httpx.Client, stack: RunningStack, name: str = "Sari") -> Person:
    origin = stack.url("demo")
    base = stack.url("Site") + WIDGET
    session = http.post(f"{base}/session", json={"name": name}, headers={"Origin": origin}).json()
    return Person(http, base, {"Authorization": f"Bearer {session['visitor_token']}", "Origin": origin}, origin)


def signed_in_agent(http: httpx.Client, stack: RunningStack, email: str) -> Person:
    origin = stack.url("Site")
    settings = http.get(f"{origin}{AGENTS}/sign-in").json()
    answer = http.post(
        settings["cognito_url"],
        headers={
            "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
            "Content-Type": "application/x-amz-json-1.1",
        },
        content=json.dumps(
            {
                "AuthFlow": "USER_PASSWORD_AUTH",
                "ClientId": settings["user_pool_client_id"],
                "AuthParameters": {"USERNAME": email, "PASSWORD": PASSWORD},
            }
        ),
    )
    token = answer.json()["AuthenticationResult"]["IdToken"]
    return Person(http, origin + AGENTS, {"Authorization": f"Bearer {token}", "Origin": origin}, origin)


def start(visitor: Person, content: str = "Hello") -> str:
    """A new conversation's id."""
    beginning = {"client_id": client_id(), "message": {"client_id": client_id(), "content": content}}
    conversation_id: str = visitor.post("/conversations", beginning).json()["conversation"]["id"]
    return conversation_id
