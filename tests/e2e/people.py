"""Visitors and agents as programs: they speak HTTP and WebSocket to the running stack, as browsers do."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from local.demo import PASSWORD, WIDGET_TOKEN
from local.testing import RunningStack
from tests.e2e.secrecy import SECRETS

WIDGET = f"/api/widget/{WIDGET_TOKEN}"
AGENTS = "/api/v1/live-chat"
ANSWER_SECONDS = 30
"""On a machine that does much else."""
HEARTBEAT = "heartbeat"
BEAT_SECONDS = 10.0
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
        SECRETS.note_text(text)
        self._socket.send(text)
        deadline = time.monotonic() + ANSWER_SECONDS
        while True:
            frame = self._next(deadline)
            if "request_id" in frame or frame["type"] == "error":
                assert frame.get("request_id") == request_id
                return frame
            self._pushes.append(frame)

    def hear(
        self,
        kind: str,
        where: Callable[[Json], bool] = lambda frame: True,
        within: float = ANSWER_SECONDS,
        **matching: Any,
    ) -> Json:
        """The first push of that type, heard already or still to come, whose fields match."""
        deadline = time.monotonic() + within
        seen = 0
        while True:
            for frame in self._pushes[seen:]:
                fits = all(frame.get(name) == value for name, value in matching.items())
                if frame["type"] == kind and fits and where(frame):
                    return frame
            seen = len(self._pushes)
            self._pushes.append(self._next(deadline))

    def heard(self) -> list[Json]:
        """Everything pushed so far: what was on its way before this ping is here when its pong is."""
        self.ask(type="ping")
        return self._pushes

    def forget(self) -> None:
        """What comes from now on is heard as if it were the first."""
        self.heard().clear()

    @contextmanager
    def beating(self, seconds: float) -> Iterator[None]:
        """With a heart, as an agent's page has one: without a beat, an agent is taken for gone."""
        ended = Event()
        heart = Thread(target=self._beat, args=(ended, seconds))
        heart.start()
        try:
            yield
        finally:
            ended.set()
            heart.join()

    def _beat(self, ended: Event, seconds: float) -> None:
        while not ended.wait(seconds):
            try:
                self._socket.send(json.dumps({"type": "ping", "request_id": HEARTBEAT, "active": True}))
            except ConnectionClosed:
                return

    def _next(self, deadline: float) -> Json:
        while True:
            frame: Json = json.loads(self._socket.recv(timeout=max(0.001, deadline - time.monotonic())))
            if frame.get("request_id") != HEARTBEAT:
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

    def put(self, path: str, body: Any) -> httpx.Response:
        return self.http.put(self.base + path, headers=self.headers, json=body)

    def patch(self, path: str, body: Any) -> httpx.Response:
        return self.http.patch(self.base + path, headers=self.headers, json=body)

    def say(self, conversation_id: str, content: str) -> Json:
        sent = self.post(f"/conversations/{conversation_id}/messages", {"client_id": client_id(), "content": content})
        message: Json = sent.json()["message"]
        return message

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
        url = f"{ticket['url']}?ticket={ticket['ticket']}"
        # Frames that nobody waits for must not hold up those behind them.
        with connect(url, origin=self.origin, open_timeout=ANSWER_SECONDS, max_queue=None) as socket:  # type: ignore[arg-type]
            yield Line(socket)

    @contextmanager
    def here(self) -> Iterator[None]:
        """At a page: what an agent takes who is not there goes back to the queue with the next sweep."""
        with self.line() as line, line.beating(BEAT_SECONDS):
            yield


def new_visitor(http: httpx.Client, stack: RunningStack, name: str = "Sari", widget: str = WIDGET_TOKEN) -> Person:
    origin = stack.url("demo")
    base = f"{stack.url('Site')}/api/widget/{widget}"
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


def start(visitor: Person, content: str = "Hello", **more: Any) -> str:
    """A new conversation's id."""
    beginning = {"client_id": client_id(), "message": {"client_id": client_id(), "content": content}, **more}
    conversation_id: str = visitor.post("/conversations", beginning).json()["conversation"]["id"]
    return conversation_id
